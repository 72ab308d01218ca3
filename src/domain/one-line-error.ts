/** An error whose message is printed as it is, and so is one line whatever file name or text it quotes. */
export class OneLineError extends Error {
  constructor(message: string) {
    super(message.replaceAll(/\s*[\n\v\f\r\u2028\u2029]\s*/g, ' '))
  }
}
