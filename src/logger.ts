import { type Logger, pino } from 'pino'

/** A logger to standard output: JSON lines, or readable text where that is a terminal. */
export async function createLogger(level: string, terminal: boolean): Promise<Logger> {
  if (!terminal) return pino({ level })
  const { default: pretty } = await import('pino-pretty')
  return pino({ level }, pretty({ ignore: 'pid,hostname', translateTime: 'HH:MM:ss', sync: true }))
}
