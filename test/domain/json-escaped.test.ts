import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { jsonEscaped } from '../../src/domain/json-escaped.js'
import { anyCharacter } from '../properties/any-character.js'
import { check } from '../properties/check.js'

t.test('a text is written as JSON.stringify writes it', async (t) => {
  const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))
  await check(
    t,
    1_000,
    fc.property(fc.oneof(fc.string(), fc.string({ unit: anyCharacter }), fc.string({ unit: anyUnit })), (text) =>
      assert.equal(`"${jsonEscaped(text)}"`, JSON.stringify(text)),
    ),
  )
  for (let unit = 0; unit <= 0xffff; unit++) {
    const text = String.fromCharCode(unit)
    if (`"${jsonEscaped(text)}"` !== JSON.stringify(text)) t.fail(`U+${unit.toString(16)}`)
  }
})
