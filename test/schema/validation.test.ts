import t from 'tap'
import { describeError, lazyValidator } from '../../src/schema/validation.js'

t.test('a schema without words of its own is described in general ones', async (t) => {
  const cases: [schema: object, value: unknown, message: string][] = [
    [{ type: 'object', required: ['size'] }, {}, 'size is required'],
    [{ type: 'number', multipleOf: 2 }, 3, 'body must be multiple of 2'],
    [{ type: 'object' }, [], 'body must be an object'],
    [{ properties: { 'a/b': { type: 'string' } } }, { 'a/b': 1 }, 'a/b must be a string'],
  ]
  for (const [schema, value, message] of cases) {
    const errors = lazyValidator(schema)(value)
    t.equal(errors && describeError(errors).message, message)
  }
})

t.test('a query whose schema names nothing holds no numbers', async (t) => {
  t.equal(lazyValidator({ type: 'object' }, 'query')({ limit: '5' }), undefined)
})
