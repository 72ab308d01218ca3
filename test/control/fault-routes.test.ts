import t from 'tap'
import { type Json, startServer } from '../helper.js'
import { startFrozen } from './frozen.js'

const ID = /^flt_[0-9a-f]{12}$/
const STANDARD = { times: 1, when: 'before' }
const CASES: [sent: object, armed: object][] = [
  [{ kind: 'error' }, { ...STANDARD, status: 500, code: 'internal', message: 'An unexpected error occurred' }],
  [
    { kind: 'error', status: 503, code: 'busy', message: 'Later', when: 'after', times: 10_000 },
    { kind: 'error', status: 503, code: 'busy', message: 'Later', when: 'after', times: 10_000 },
  ],
  [
    { kind: 'delay', ms: 0 },
    { times: 1, ms: 0 },
  ],
  [
    { kind: 'delay', ms: 60_000, times: null, accountId: 'acc_x' },
    { times: null, ms: 60_000, accountId: 'acc_x' },
  ],
  [{ kind: 'disconnect' }, STANDARD],
  [
    { kind: 'disconnect', when: 'after', platform: 'tiktok' },
    { times: 1, when: 'after', platform: 'tiktok' },
  ],
  [{ kind: 'truncate' }, STANDARD],
]
for (const [sent, armed] of CASES) {
  t.test(`POST ${JSON.stringify(sent)}`, async (t) => {
    const { control } = await startServer(t)
    await control('DELETE', '/faults')
    const { status, body } = await control('POST', '/faults', sent)
    const { id, ...rest } = body
    t.equal(status, 201)
    t.match(id, ID)
    t.strictSame(rest, { ...sent, ...armed })
    t.strictSame((await control('GET', '/faults')).body, { faults: [body] })
  })
}

t.test('listed oldest first, disarmed one by one and all at once', async (t) => {
  const { control } = await startServer(t)
  const ids = async () => (await control('GET', '/faults')).body.faults.map(({ id }: Json) => id)
  const [first, second] = [
    (await control('POST', '/faults', { kind: 'truncate' })).body.id,
    (await control('POST', '/faults', { kind: 'disconnect' })).body.id,
  ]
  t.strictSame(await ids(), ['flt_seed_server_error', first, second])
  const removed = await control('DELETE', `/faults/${first}`)
  t.equal(removed.status, 204)
  t.equal(removed.text, '')
  t.equal((await control('DELETE', `/faults/${first}`)).status, 404)
  t.strictSame(await ids(), ['flt_seed_server_error', second])
  t.equal((await control('DELETE', '/faults')).status, 204)
  t.strictSame(await ids(), [])
  t.equal((await control('DELETE', '/faults')).status, 204, 'also where there is none')
})

t.test('faults that are put with the state keep their ids, and get one where they have none', async (t) => {
  const { control } = await startFrozen(t)
  const { body } = await control('PUT', '', {
    faults: [
      { id: 'mine', kind: 'truncate' },
      { kind: 'delay', ms: 1 },
    ],
  })
  t.equal(body.faults[0].id, 'mine')
  t.match(body.faults[1].id, ID)
})
