import { useSignal } from '@preact/signals'
import { useContext, useRef } from 'preact/hooks'
import { keyProblem } from '../../../browser/key-problem.js'
import { callOf, type Entries, type Outcome, send } from '../model/call.js'
import type { Endpoint } from '../model/document.js'
import { examplesOf } from '../model/examples.js'
import { key } from '../state.js'
import { DocumentContext } from './schema.js'
import { BodyField, ParameterField } from './try-fields.js'
import { TryResult } from './try-result.js'

/** A form that sends the call to this server, with the page's key. */
export function TryIt({ endpoint }: { endpoint: Endpoint }) {
  const { operationId, parameters = [], requestBody, security } = endpoint
  const document = useContext(DocumentContext)
  const [media] = Object.values(requestBody?.content ?? {})
  const examples = media === undefined ? [] : examplesOf(document, media)
  const entries = useSignal<Entries>({
    parameters: Object.fromEntries(
      parameters.map(({ name, in: place, example }) => [name, place === 'path' ? String(example ?? '') : '']),
    ),
    body: examples[0] === undefined ? '' : JSON.stringify(examples[0].value, null, 2),
  })
  const outcome = useSignal<Outcome | null>(null)
  const problem = useSignal<string | null>(null)
  const running = useRef<AbortController | null>(null)
  const submit = async () => {
    running.current?.abort()
    const needsKey = security === undefined
    problem.value = needsKey ? keyProblem(key.value) : null
    if (problem.value !== null) return
    const ending = new AbortController()
    running.current = ending
    outcome.value = null
    try {
      await send(callOf(endpoint, entries.value), needsKey ? key.value : null, ending.signal, (next) => {
        if (running.current === ending) outcome.value = next
      })
    } catch (error) {
      problem.value = `No whole reply came: ${(error as Error).message}`
    }
  }
  return (
    <details class="try">
      <summary>
        Try it<span class="visually-hidden"> out: {endpoint.summary}</span>
      </summary>
      <form
        aria-label={`Try ${operationId}`}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            form={operationId}
            value={entries.value.parameters[parameter.name] ?? ''}
            onChange={(value) => {
              const changed = { ...entries.value.parameters, [parameter.name]: value }
              entries.value = { ...entries.value, parameters: changed }
            }}
          />
        ))}
        {requestBody && (
          <BodyField
            examples={examples}
            value={entries.value.body}
            onChange={(body) => {
              entries.value = { ...entries.value, body }
            }}
          />
        )}
        <button type="submit" class="primary">
          Send {endpoint.method}
        </button>
      </form>
      {problem.value !== null && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      {outcome.value !== null && (
        <TryResult
          outcome={outcome.value}
          call={callOf(endpoint, entries.value)}
          onStop={() => running.current?.abort()}
        />
      )}
    </details>
  )
}
