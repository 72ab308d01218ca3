/** Names of pictures. The pattern has neither slash nor leading dot, so that none leads out of a folder. */
export const FILE_NAME = /^[a-z0-9][a-z0-9_-]{0,99}\.(jpg|jpeg|png|webp|gif|avif)$/

const MEDIA = '/media/'

/** The file behind a path under `/media`; undefined where the URL of a picture is no such path. */
export function mediaFileOf(pictureUrl: string | undefined): string | undefined {
  return pictureUrl?.startsWith(MEDIA) ? pictureUrl.slice(MEDIA.length) : undefined
}
