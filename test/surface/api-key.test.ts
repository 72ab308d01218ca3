import t from 'tap'
import { keyCheck } from '../../src/surface/api-key.js'

t.test('a key is found again, however many others came in between', async (t) => {
  const check = keyCheck([])
  const keys = Array.from({ length: 2_500 }, (_, index) => `sk_test_${index}`)
  for (const round of ['first', 'again']) {
    const found = keys.map((key) => check(`Bearer ${key}`))
    t.strictSame(
      found,
      keys.map((key) => ({ key })),
      round,
    )
  }
})

t.test('a header of any length is read each time', async (t) => {
  const check = keyCheck([])
  const header = `bearer ${' '.repeat(10_000)}sk_test_far`
  t.strictSame([check(header), check(header)], [{ key: 'sk_test_far' }, { key: 'sk_test_far' }])
})

t.test('what was refused stays refused', async (t) => {
  const check = keyCheck(['one_of_ours'])
  for (let time = 0; time < 2; time++) {
    t.match(check('Bearer sk_test_other'), { rule: 'key-invalid' })
    t.match(check(undefined), { rule: 'key-missing' })
    t.strictSame(check('Bearer one_of_ours'), { key: 'one_of_ours' })
  }
})
