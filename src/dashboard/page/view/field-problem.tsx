/** What is wrong with the field above. */
export function FieldProblem({ text }: { text: string | null }) {
  return text === null ? null : (
    <span class="field-problem" role="alert">
      {text}
    </span>
  )
}
