import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { UNTRIED } from '../../src/conformance/cases/all-cases.js'
import { REPORT_SCHEMA } from '../../src/conformance/report-schema.js'
import { EVERY_RULE } from '../../src/domain/rules.js'
import { type Json, startServer } from '../helper.js'
import { noSuchHost } from '../properties/no-network.js'
import { runCommand } from './run-command.js'

const SETTINGS = { ALLOW_PRIVATE_PICTURE_URLS: 'true', PICTURE_TIMEOUT_MS: '2000' }

t.test('this server keeps every rule, and is left as it was', async (t) => {
  const server = await startServer(t, SETTINGS, { lookup: noSuchHost })
  const control = (method: string, path: string, body?: unknown) =>
    server.control(method, path, body, { key: 'sk_test_conformance' })
  const frozen = { mode: 'frozen', now: '2024-04-21T10:00:00Z' }
  await control('PUT', '', { clock: frozen })
  const before = (await control('GET', '')).body
  const file = join(t.testdir(), 'report.json')
  const junit = join(t.testdirName, 'junit.xml')
  const { code, out, err } = await runCommand(server.url, ['--report', file, '--junit', junit])
  t.equal(err, '')
  t.equal(code, 0, out)
  t.strictSame((await control('GET', '')).body, before)

  const report = JSON.parse(readFileSync(file, 'utf8'))
  t.match(report, { target: { kind: 'mock', host: new URL(server.url).host }, version: '1.2.3', allowed: 'name' })
  const fits = addFormats.default(new Ajv2020()).compile(REPORT_SCHEMA)
  t.ok(fits(report), JSON.stringify(fits.errors))
  t.notOk(fits({ ...report, key: 'sk_test_x' }), 'and holds nothing else')
  t.strictSame(
    report.rules.map(({ rule }: Json) => rule),
    EVERY_RULE.map(({ id }) => id),
  )
  const untried = report.rules.filter(({ outcome }: Json) => outcome !== 'same').map(({ rule }: Json) => rule)
  t.strictSame(
    untried.filter((rule: string) => UNTRIED[rule] === undefined),
    ['picture-not-public'],
  )
  const lines = out.trimEnd().split('\n')
  t.equal(lines.length, EVERY_RULE.length + 2)
  t.match(
    lines.at(-1),
    new RegExp(`: ${EVERY_RULE.length - untried.length} same, 0 differ, ${untried.length} not tried$`),
  )
  const xml = readFileSync(junit, 'utf8')
  t.match(xml, new RegExp(`tests="${EVERY_RULE.length}" failures="0" errors="0" skipped="${untried.length}"`))
  for (const text of [out, xml, JSON.stringify(report)]) t.notMatch(text, 'sk_test_conformance')

  await t.test('a server that is given the report shows what it says', async (t) => {
    const later = report.rules.pop()
    writeFileSync(file, JSON.stringify(report))
    const shown = await startServer(t, { CONFORMANCE_REPORT: file })
    const { rules } = (await shown.control('GET', '/rules')).body
    const on = new URL(server.url).host
    for (const { id, verified } of rules) t.match(verified, { on, at: report.at, detail: /\w/ }, id)
    const verified = (rule: string) => rules.find(({ id }: Json) => id === rule).verified
    t.match(verified('account-not-found'), { outcome: 'same' })
    t.match(verified(later.rule), { outcome: 'not tried', detail: 'the report does not know this rule' })
    await shown.edit('acc_none', { platform: 'tiktok' })
    await shown.edit('acc_1a2b3c4d5e', { platform: 'tiktok' })
    await shown.edit('%zz', {})
    const { requests } = (await shown.control('GET', '/requests')).body
    t.match(requests[0].verified, { outcome: 'same', on, at: report.at })
    t.equal(requests[1].verified, null, 'no rule decided it')
    t.match(requests[2].verified, { outcome: 'same' })
  })
})

t.test('of pictures on private addresses', async (t) => {
  const { url } = await startServer(t)
  const { code, out } = await runCommand(url, ['--only', 'picture-not-public', '--only', 'picture-too-many-frames'])
  t.equal(code, 0)
  t.match(out, /^picture-not-public +documented +same$/m)
  t.match(out, /^picture-too-many-frames +assumed +not tried +the target fetches no pictures from this machine$/m)
})

t.test('clocks of every mode go on as they went', async (t) => {
  const { url, control } = await startServer(t)
  const key = { key: 'sk_test_conformance' }
  for (const clock of [{ mode: 'real' }, { mode: 'running', now: '2024-04-21T10:00:00Z' }]) {
    await control('PUT', '/clock', clock, key)
    t.equal((await runCommand(url, ['--only', 'name-free-on-time'])).code, 0)
    const after = (await control('GET', '/clock', undefined, key)).body
    t.equal(after.mode, clock.mode)
    if (clock.now !== undefined) t.match(after.now, /^2024-04-21T10:0/)
  }
})

t.test('an armed fault that would strike the suite stops it', async (t) => {
  const { url, control } = await startServer(t)
  await control('POST', '/faults', { kind: 'disconnect' }, { key: 'sk_test_conformance' })
  const { code, err } = await runCommand(url)
  t.equal(code, 2)
  t.match(err, /armed fault, flt_\w+, that would strike the suite: disarm it\n$/)
})
