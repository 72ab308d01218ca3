export const whole = (value) => Math.round(value).toLocaleString('en')
export const fixed = (digits) => (value) => value.toFixed(digits)

/** Prints a title and rows in columns; the first row names the columns. */
export function printTable(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '))
  process.stdout.write(`\n${title}\n\n${lines.map((line) => `  ${line}\n`).join('')}`)
}
