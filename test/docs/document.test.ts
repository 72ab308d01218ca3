import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { pino } from 'pino'
import t from 'tap'
import { buildApp } from '../../src/app.js'
import { RULES } from '../../src/domain/rules.js'
import { readSettings } from '../../src/settings.js'
import type { Json } from '../helper.js'
import { makeDocument } from './make-document.js'

const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE']

/** Every object in a JSON value. */
function objectsIn(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

const operationsOf = (document: Json): Json[] =>
  Object.values<Json>(document.paths).flatMap((methods) => Object.values<Json>(methods))

t.test('the OpenAPI document', async (t) => {
  const document = await makeDocument()

  t.test('is the same each time, and relative to where it is', async (t) => {
    t.match(document, { openapi: /^3\.1\./, info: { version: '1.2.3' }, servers: [{ url: '.' }] })
    t.strictSame(await makeDocument(), document)
  })

  t.test('holds every route that is registered, but for the files of the pages', async (t) => {
    const settings = readSettings({})
    const app = buildApp(settings, { log: pino({ level: 'silent' }), version: '1.2.3', ownsProcess: false })
    t.teardown(() => app.close())
    const hidden: string[] = []
    app.addHook('onRoute', ({ url, method, schema }) => {
      const path = url.replace(/:(\w+)/g, '{$1}').replace(/(?<=.)\/$/, '')
      for (const one of [method].flat().filter((name) => METHODS.includes(name))) {
        if (schema?.hide) hidden.push(path)
        else t.ok(document.paths[path]?.[one.toLowerCase()], `${one} ${path}`)
      }
    })
    await app.ready()
    t.strictSame(
      hidden.filter((path) => !/^\/(?:docs|dashboard)\//.test(path)),
      [],
    )
  })

  t.test('holds nothing that only this server understands', (t) => {
    for (const object of objectsIn(document.paths).concat(objectsIn(document.components))) {
      t.notHas(object, { expected: String }, JSON.stringify(object.expected))
      if (typeof object.format === 'string') {
        t.ok(['date-time', 'uri', 'uri-reference', 'uuid', 'binary'].includes(object.format), object.format)
      }
    }
    t.end()
  })

  t.test('refers to nothing that is not there, and uses all that is', (t) => {
    const referred = objectsIn(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))
    for (const kind of ['schemas', 'headers', 'responses']) {
      const used = referred.filter((ref) => ref.startsWith(`#/components/${kind}/`)).map((ref) => ref.split('/')[3])
      t.strictSame([...new Set(used)].sort(), Object.keys(document.components[kind]).sort(), kind)
    }
    t.end()
  })

  t.test('names its operations and sorts them by known tags', (t) => {
    const operations = operationsOf(document)
    const ids = operations.map(({ operationId }) => operationId)
    t.equal(new Set(ids).size, ids.length)
    t.notOk(ids.includes(undefined))
    const tags = document.tags.map(({ name }: Json) => name)
    t.strictSame([...new Set(operations.flatMap((one) => one.tags))].sort(), [...tags].sort())
    t.end()
  })

  t.test('asks for the key on both surfaces and nowhere else', (t) => {
    t.strictSame(document.security, [{ bearer: [] }])
    t.match(document.components.securitySchemes.bearer, { type: 'http', scheme: 'bearer' })
    for (const [path, methods] of Object.entries<Json>(document.paths)) {
      for (const { security } of Object.values<Json>(methods)) {
        t.strictSame(security, /^\/(?:v1|_sandbox)(?:\/|$)/.test(path) ? undefined : [], path)
      }
    }
    t.end()
  })

  t.test('tells what the vendor documents from what is assumed', (t) => {
    const text = JSON.stringify(document)
    for (const { id, source } of RULES.filter(({ status }) => ![404, 405].includes(status))) {
      if (id !== 'http-malformed') t.ok(text.includes(`\`${id}\` (${source})`), id)
    }
    t.end()
  })

  t.test('has the vendor’s examples, word for word', (t) => {
    const { requestBody, responses } = document.paths['/v1/accounts/{accountId}/profile'].patch
    const examplesOf = (status: number) => responses[status].content['application/json'].examples
    t.strictSame(requestBody.content['application/json'].examples.documented.value, {
      platform: 'instagram',
      bio: 'Premium fashion content daily 👗✨',
      profilePictureUrl: 'https://example.com/new-pic.jpg',
    })
    t.equal(
      JSON.stringify(responses[200].content['application/json'].example),
      '{"success":true,"accountId":"acc_1a2b3c4d5e","platform":"instagram","name":"Fashion Insider",' +
        '"username":"fashioninsider","bio":"Premium fashion content daily 👗✨",' +
        '"profilePictureUrl":"https://storage.googleapis.com/...","updatedAt":"2024-04-21T19:45:00Z"}',
    )
    t.strictSame(examplesOf(429).nameChangeTooSoon.value.error, {
      code: 'name_change_restricted',
      message: 'You can change your TikTok name again on 2024-04-28',
      nextAllowedAt: '2024-04-28T10:00:00Z',
    })
    t.strictSame(examplesOf(400).pictureNotSquare.value.error, {
      code: 'invalid_image_ratio',
      message: 'Profile picture must have a 1:1 aspect ratio (square). Provided image is 1920x1080.',
    })
    t.strictSame(examplesOf(400).usernameOnTikTok.value.error, {
      code: 'invalid_parameter',
      message: 'Username changes are only supported for Instagram accounts',
    })
    t.end()
  })
})

t.test('examples are what the schemas beside them say', async (t) => {
  const document = await makeDocument()
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const bodies = operationsOf(document).flatMap(({ operationId, requestBody, responses }) => [
    ...Object.values<Json>(requestBody?.content ?? {}).map((media) => ({ operationId, media })),
    ...Object.values<Json>(responses).flatMap(({ content = {} }) =>
      Object.values<Json>(content).map((media) => ({ operationId, media })),
    ),
  ])
  for (const { operationId, media } of bodies) {
    const named = Object.values<Json>(media.examples ?? {}).map(({ value }) => value)
    const validate = ajv.compile({ ...media.schema, components: document.components })
    for (const example of media.example === undefined ? named : [media.example]) {
      t.ok(validate(example), `${operationId}: ${ajv.errorsText(validate.errors)}`)
    }
  }
  for (const { operationId, tags, description, responses } of operationsOf(document)) {
    if (tags[0] === 'Server') continue
    t.type(description, 'string', `${operationId} is described`)
    for (const [status, { content }] of Object.entries<Json>(responses)) {
      if (!/^2/.test(status) || content === undefined) continue
      const [media] = Object.values<Json>(content)
      t.ok(media.example ?? media.examples, `${operationId} ${status} has an example`)
    }
  }
})
