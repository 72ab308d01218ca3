import t from 'tap'
import { formatTimestamp } from '../../src/domain/timestamp.js'
import { startServer, type TestServer } from '../helper.js'

const SCENARIOS = 250
const DAY = 86_400
const ACCOUNT = 'acc_1a2b3c4d5e'
const START = Date.UTC(2001, 0, 1) / 1000

/** Everything that a test does to its sandbox, at a time of its own and with a fault of its own. */
async function scenario(server: TestServer, index: number) {
  const key = { key: `sk_test_scenario_${index}` }
  const { control, edit } = server
  const at = (days: number) => formatTimestamp(START + index * DAY + days * DAY)
  const rename = async (name: string) => {
    const { status, body } = await edit(ACCOUNT, { platform: 'instagram', name }, key)
    return [status, body.nextNameChangeAllowed ?? body.error.nextAllowedAt ?? body.error.code]
  }
  await control('PUT', '', { clock: { mode: 'frozen', now: at(0) }, faults: [] }, key)
  await control('PUT', `/accounts/own_${index}`, { profiles: {} }, key)
  await control('POST', '/faults', { kind: 'error', status: 500 + (index % 100), code: `own_${index}` }, key)
  const answers = [await rename('One'), await rename('One'), await rename('Two')]
  await control('POST', '/clock/advance', { days: 14 }, key)
  answers.push(await rename(`Name ${index}`))
  const state = (await control('GET', '', undefined, key)).body
  const log = (await control('GET', '/requests', undefined, key)).body.requests
  return {
    answers,
    clock: state.clock.now,
    own: state.accounts
      .map(({ accountId }: { accountId: string }) => accountId)
      .filter((id: string) => /^own/.test(id)),
    name: state.accounts[0].profiles.instagram.name,
    faults: state.faults.length,
    log: log.map(({ sandboxTime, status }: { sandboxTime: string; status: number }) => [sandboxTime, status]),
  }
}

t.test(`${SCENARIOS} scenarios at once on one server, each seeing only itself`, async (t) => {
  const server = await startServer(t)
  const seen = await Promise.all(Array.from({ length: SCENARIOS }, (_, index) => scenario(server, index)))
  for (const [index, state] of seen.entries()) {
    const at = (days: number) => formatTimestamp(START + index * DAY + days * DAY)
    t.strictSame(state, {
      answers: [
        [500 + (index % 100), `own_${index}`],
        [200, at(14)],
        [429, at(14)],
        [200, at(28)],
      ],
      clock: at(14),
      own: [`own_${index}`],
      name: `Name ${index}`,
      faults: 0,
      log: [
        [at(0), 500 + (index % 100)],
        [at(0), 200],
        [at(0), 429],
        [at(14), 200],
      ],
    })
  }
})
