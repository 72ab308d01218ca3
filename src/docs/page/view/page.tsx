import { useComputed } from '@preact/signals'
import { SchemeSwitch } from '../../../browser/scheme-switch.js'
import { type ApiDocument, type Endpoint, type Group, groupsOf } from '../model/document.js'
import { find, key, loadRules } from '../state.js'
import { EndpointView } from './endpoint.js'
import { Markdown } from './markdown.js'
import { RulesSection } from './rules.js'
import { DocumentContext } from './schema.js'

/** The whole reference, made from the document. */
export function Page({ document }: { document: ApiDocument }) {
  const groups = groupsOf(document)
  return (
    <DocumentContext.Provider value={document}>
      <a class="skip" href="#reference">
        Skip to the reference
      </a>
      <Header />
      <div class="reference-page">
        <Contents groups={groups} />
        <main id="reference" tabIndex={-1}>
          <h1>
            API reference <span class="quiet">{document.info.version}</span>
          </h1>
          <Markdown text={document.info.description} />
          <p>
            <a href="openapi.json">openapi.json</a> is the document that this page shows. The{' '}
            <a href="#rules">table of all rules</a> tells what is documented, what is assumed and what was seen on the
            real thing.
          </p>
          {groups.map((group) => (
            <section key={group.name} aria-labelledby={slug(group)}>
              <h2 id={slug(group)}>{group.name}</h2>
              <Markdown text={group.description} />
              {group.name === RULES && <RulesSection />}
              {group.endpoints.map((endpoint) => (
                <EndpointView key={endpoint.operationId} endpoint={endpoint} />
              ))}
            </section>
          ))}
        </main>
      </div>
    </DocumentContext.Provider>
  )
}

function Header() {
  return (
    <header class="header">
      <a class="brand" href="./">
        <img src="dashboard/icon.svg" alt="" width="22" height="22" />
        infinipost-mock
      </a>
      <nav class="header-links" aria-label="Page">
        <a href="./">Dashboard</a>
        <SchemeSwitch />
      </nav>
      <label class="key">
        Key
        <input
          id="key"
          class="mono"
          value={key}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            key.value = event.currentTarget.value.trim()
          }}
          onChange={loadRules}
        />
      </label>
    </header>
  )
}

/** The list of all calls, which a search makes shorter. */
function Contents({ groups }: { groups: Group[] }) {
  const wanted = useComputed(() => find.value.trim().toLowerCase())
  const shown = groups
    .map((group) => ({ ...group, endpoints: group.endpoints.filter((one) => matches(one, wanted.value)) }))
    .filter(({ endpoints }) => endpoints.length > 0)
  return (
    <nav class="contents" aria-label="Calls">
      <input
        type="search"
        placeholder="Find a call"
        aria-label="Find a call"
        value={find}
        onInput={(event) => {
          find.value = event.currentTarget.value
        }}
      />
      <ul>
        {shown.map((group) => (
          <li key={group.name}>
            <a class="group-link" href={`#${slug(group)}`}>
              {group.name}
            </a>
            <ul>
              {group.name === RULES && (
                <li>
                  <a class="call-link" href="#rules">
                    <span class="method">TABLE</span> All rules
                  </a>
                </li>
              )}
              {group.endpoints.map(({ operationId, method, summary }) => (
                <li key={operationId}>
                  <a class="call-link" href={`#${operationId}`}>
                    <span class="method" data-method={method}>
                      {method}
                    </span>{' '}
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="quiet">No call matches.</p>}
    </nav>
  )
}

function matches({ method, path, summary = '', description = '' }: Endpoint, wanted: string): boolean {
  return `${method} ${path} ${summary} ${description}`.toLowerCase().includes(wanted)
}

/** The group that the table of rules is in. */
const RULES = 'Rules'

const slug = ({ name }: Group) => `group-${name.toLowerCase().replaceAll(' ', '-')}`

/** In place of the reference where there is no document. */
export function Failure({ text }: { text: string }) {
  return (
    <main class="failure">
      <h1>API reference</h1>
      <p role="alert">The document could not be read: {text}</p>
      <p>
        <a href="./">Back to the dashboard</a>
      </p>
    </main>
  )
}
