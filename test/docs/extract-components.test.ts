import t from 'tap'
import type { JsonObject } from '../../src/docs/document.js'
import { extractComponents } from '../../src/docs/extract-components.js'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

t.test('a schema with a title becomes a component, the same one wherever it stands', (t) => {
  const schemas: JsonObject = {}
  const name = { title: 'Name', type: 'string', expected: 'a name' }
  const person = { title: 'Person', properties: { name, names: { items: [name] } }, expected: 'a person' }
  t.strictSame(extractComponents({ one: person, other: name }, schemas), { one: ref('Person'), other: ref('Name') })
  t.strictSame(schemas, {
    Name: { type: 'string' },
    Person: { properties: { name: ref('Name'), names: { items: [ref('Name')] } } },
  })
  t.end()
})

t.test('words that stand elsewhere do not make it another one', (t) => {
  const schemas: JsonObject = {}
  extractComponents(
    [
      { title: 'Name', type: 'string' },
      { title: 'Name', type: 'string', description: 'x' },
    ],
    schemas,
  )
  t.strictSame(schemas, { Name: { type: 'string', description: 'x' } })
  t.end()
})

t.test('two shapes of one title are a mistake', (t) => {
  const both = [
    { title: 'Name', type: 'string' },
    { title: 'Name', type: 'null' },
  ]
  t.throws(() => extractComponents(both, {}), { message: 'Two schemas are called Name' })
  t.end()
})

t.test('the kinds of a choice are mapped to its components', (t) => {
  const kind = (title: string, name: string) => ({ title, properties: { kind: { const: name } } })
  const choice = { discriminator: { propertyName: 'kind' }, oneOf: [kind('Red', 'red'), kind('Blue', 'blue')] }
  t.strictSame(extractComponents(choice, {}), {
    discriminator: { propertyName: 'kind', mapping: { red: ref('Red').$ref, blue: ref('Blue').$ref } },
    oneOf: [ref('Red'), ref('Blue')],
  })
  t.end()
})

t.test('fields of those names are no keywords', (t) => {
  const fields = { title: { type: 'string' }, expected: { type: 'string' }, format: { type: 'string' } }
  t.strictSame(extractComponents({ properties: fields }, {}), { properties: fields })
  t.end()
})

for (const [own, standard] of [
  ['timestamp', 'date-time'],
  ['clock-time', 'date-time'],
  ['picture-url', 'uri'],
  ['picture-reference', 'uri-reference'],
  ['uuid', 'uuid'],
]) {
  t.test(`the format ${own} is ${standard} outside`, (t) => {
    t.match(extractComponents({ type: 'string', format: own! }, {}), { type: 'string', format: standard })
    t.end()
  })
}
