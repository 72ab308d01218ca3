import { rememberLast } from '../domain/remember-last.js'

/**
 * Gives the last text instead of one that equals it: of what is the same in many calls, their log entries then keep one
 * text between them.
 */
export const sameText = () => rememberLast((text) => text)
