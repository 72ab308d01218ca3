import { useContext } from 'preact/hooks'
import { type Endpoint, type Reply, resolve } from '../model/document.js'
import { boundWords, typeWords } from '../model/schema-words.js'
import { Markdown, Words } from './markdown.js'
import { Media } from './media.js'
import { DocumentContext } from './schema.js'
import { TryIt } from './try-it.js'

/** One call: what it does, what it takes, what it answers, and a form that sends it. */
export function EndpointView({ endpoint }: { endpoint: Endpoint }) {
  const { operationId, method, path, summary, description, requestBody, responses, security } = endpoint
  return (
    <article class="endpoint" id={operationId} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`}>
        <a href={`#${operationId}`}>{summary ?? operationId}</a>
      </h3>
      <p class="signature mono">
        <span class="method" data-method={method}>
          {method}
        </span>{' '}
        {path}
      </p>
      <Markdown text={description} />
      {security !== undefined && <p class="quiet">Needs no key.</p>}
      <Parameters endpoint={endpoint} />
      {requestBody && (
        <section aria-label="Body">
          <h4>Body</h4>
          <Markdown text={requestBody.description} />
          {Object.entries(requestBody.content).map(([type, media]) => (
            <Media key={type} type={type} media={media} of={`the body of ${operationId}`} />
          ))}
        </section>
      )}
      <section aria-label="Replies">
        <h4>Replies</h4>
        {Object.entries(responses).map(([status, reply]) => (
          <ReplyView key={status} status={status} reply={reply} of={operationId} />
        ))}
      </section>
      <TryIt endpoint={endpoint} />
    </article>
  )
}

function Parameters({ endpoint: { parameters = [] } }: { endpoint: Endpoint }) {
  const document = useContext(DocumentContext)
  if (parameters.length === 0) return null
  return (
    <section aria-label="Parameters">
      <h4>Parameters</h4>
      <dl class="schema">
        {parameters.map(({ name, in: place, required, description, schema = {} }) => (
          <div key={name}>
            <dt>
              <code>{name}</code> {required && <span class="required">required</span>}
            </dt>
            <dd>
              <span class="type">{typeWords(document, schema)}</span>
              <span class="quiet">
                {' '}
                in the {place}
                {boundWords(resolve(document, schema)) && `, ${boundWords(resolve(document, schema))}`}
              </span>
              {description && (
                <p>
                  <Words text={description} />
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function ReplyView({ status, reply, of }: { status: string; reply: Reply & { $ref?: string }; of: string }) {
  const document = useContext(DocumentContext)
  const { description, content = {}, headers = {} } = resolve<Reply>(document, reply)
  const [first = ''] = description.split('\n')
  const rest = description.slice(first.length).trim()
  const media = Object.entries(content)
  const names = Object.keys(headers)
  return (
    <details class="reply">
      <summary>
        <span class="status" data-tone={status.startsWith('2') ? 'ok' : status.startsWith('4') ? 'warn' : 'bad'}>
          {status}
        </span>{' '}
        <Words text={first} />
      </summary>
      <Markdown text={rest} />
      {names.length > 0 && (
        <p class="quiet">Headers: {names.map((name, at) => [at > 0 && ', ', <code key={name}>{name}</code>])}</p>
      )}
      {media.map(([type, one]) => (
        <Media key={type} type={type} media={one} of={`reply ${status} of ${of}`} />
      ))}
    </details>
  )
}
