/** Where to write; whether a person reads it. */
export interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** One line that says how far the run is, where a person looks on. */
export interface ProgressLine {
  show(text: string): void
  /** Says something that stays. */
  say(line: string): void
  end(): void
}

export function progressLine(output: Output): ProgressLine {
  const clear = output.isTTY ? '\r\u001b[K' : ''
  return {
    show: (text) => void (output.isTTY && output.write(clear + text)),
    say: (line) => void output.write(`${clear}${line}\n`),
    end: () => void output.write(clear),
  }
}
