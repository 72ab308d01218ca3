/** The machine's time in milliseconds since 1970. Nothing else in the server reads it. */
export function machineTime(): number {
  return Date.now()
}
