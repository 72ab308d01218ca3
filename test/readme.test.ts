import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { EVERY_RULE } from '../src/domain/rules.js'
import { SETTINGS } from '../src/settings.js'

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const readme = file('README.md')

/** The rows of the table under a heading, without its head. */
function tableUnder(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!
  return section.split('\n').filter((line) => line.startsWith('| `'))
}

t.test('what is documented, and what is assumed, is the catalogue', async (t) => {
  const documented = EVERY_RULE.flatMap((rule) =>
    'page' in rule ? [`| \`${rule.id}\` | ${rule.statement} | documented: ${rule.page} |`] : [],
  )
  t.same(tableUnder('Documented and assumed'), documented)
  const assumed = EVERY_RULE.flatMap((rule) => ('page' in rule ? [] : [`\`${rule.id}\``]))
  t.ok(readme.replace(/\s+/g, ' ').includes(`in the order of the checks they are ${assumed.join(', ')}.`))
})

t.test('the table of settings is the settings', async (t) => {
  const expected = Object.entries(SETTINGS).map(
    ([name, { default: standard, description }]) =>
      `| \`${name}\` | ${standard && `\`${standard}\``} | ${description} |`,
  )
  t.same(tableUnder('Settings'), expected)
})

t.test('the accounts to start from are the seed’s', async (t) => {
  const { accounts } = JSON.parse(file('fixtures/seed.json')) as { accounts: { accountId: string }[] }
  const listed = tableUnder('Accounts to start from').map((row) => /`([^`]+)`/.exec(row)![1])
  t.same(
    listed,
    accounts.map(({ accountId }) => accountId),
  )
})

t.test('every file that it points to is there', async (t) => {
  for (const [, path] of readme.matchAll(/\]\(((?!http|#)[^)]+)\)/g)) t.ok(file(path!), path!)
})

t.test('the example is the one that the suite runs', async (t) => {
  const example = file('test/examples/node-test.example.ts').replace('../../src/index.js', 'infinipost-mock')
  t.ok(readme.includes(`\`\`\`ts\n${example}\`\`\``))
})

t.test('every recipe is pointed to', async (t) => {
  for (const name of readdirSync(new URL('examples', import.meta.url))) {
    if (!name.endsWith('.test.ts')) t.ok(readme.includes(`(test/examples/${name}`), name)
  }
})
