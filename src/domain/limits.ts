/** The most accounts that a sandbox holds beside its seed's. */
export const ACCOUNT_LIMIT = 5_000
/** The most faults that a sandbox holds. */
export const FAULT_LIMIT = 100
/** The most entries of a sandbox's request log. */
export const LOG_ENTRY_LIMIT = 1_000
/** The most bytes that the paths, headers, bodies and profiles of a sandbox's request log take together. */
export const LOG_BYTE_LIMIT = 1024 * 1024
/** The most event streams that a server has open for one sandbox. */
export const STREAM_LIMIT = 8
/** The most event streams that a server has open in all. */
export const ALL_STREAMS_LIMIT = 1_000
