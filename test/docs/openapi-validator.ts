import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Json } from '../helper.js'

export interface Observed {
  status: number
  headers: Headers
  text: string
}

/** Checks replies against an OpenAPI document: each by its method, path, status and content type. */
export function openapiValidator(document: Json) {
  // `discriminator` only helps readers: the choice itself is closed.
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const compiled = new Map<Json, ValidateFunction>()
  const operations = Object.entries<Json>(document.paths).map(([path, methods]) => ({
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\$&').replace(/\{\w+\}/g, '[^/]*')}$`),
    methods,
  }))

  function resolve(value: Json): Json {
    if (value?.$ref === undefined) return value
    return value.$ref
      .split('/')
      .slice(1)
      .reduce((part: Json, step: string) => part[step], document)
  }

  function misfit(schema: Json, value: unknown): string | undefined {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components })
    compiled.set(schema, validate)
    return validate(value) ? undefined : ajv.errorsText(validate.errors)
  }

  function headerProblems(documented: Json, headers: Headers): string[] {
    const own = [...headers.keys()].filter((name) => name.startsWith('x-sandbox-'))
    const required = documented['x-request-id'] !== undefined ? ['x-request-id'] : []
    return [...new Set([...required, ...own])].flatMap((name) => {
      const header = resolve(documented[name])
      if (header === undefined) return [`header ${name} is not documented`]
      const wrong = misfit(header.schema, headers.get(name))
      return wrong === undefined ? [] : [`header ${name}: ${wrong}`]
    })
  }

  function bodyProblems(content: Json, { headers, text }: Observed): string[] {
    const type = headers.get('content-type')?.split(';')[0] ?? ''
    if (content === undefined) return text === '' ? [] : [`there is a body: ${text}`]
    const media = content[type] ?? content[`${type.split('/')[0]}/*`]
    if (media === undefined) return [`content type '${type}' is not documented`]
    const wrong = misfit(media.schema, type === 'application/json' ? JSON.parse(text) : text)
    return wrong === undefined ? [] : [`body: ${wrong} in ${text}`]
  }

  return {
    /** Every documented reply, as `GET /health 200`. */
    documented: operations.flatMap(({ path, methods }) =>
      Object.entries<Json>(methods).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    ),
    /** The documented reply that this one is, and what of it does not fit. The path comes without a query. */
    check(method: string, path: string, reply: Observed): { reply: string; problems: string[] } {
      const found = operations.find(({ pattern, methods }) => pattern.test(path) && methods[method.toLowerCase()])
      const called = `${method} ${found?.path ?? path}`
      if (found === undefined) return { reply: called, problems: [`${called} is not documented`] }
      const { responses } = found.methods[method.toLowerCase()]
      const status = [String(reply.status), `${String(reply.status)[0]}XX`].find((one) => responses[one] !== undefined)
      if (status === undefined) return { reply: called, problems: [`${called} ${reply.status} is not documented`] }
      const response = resolve(responses[status])
      return {
        reply: `${called} ${status}`,
        problems: [...headerProblems(response.headers ?? {}, reply.headers), ...bodyProblems(response.content, reply)],
      }
    },
  }
}
