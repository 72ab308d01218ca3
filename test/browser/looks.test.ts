import sharp from 'sharp'
import t, { type Test } from 'tap'
import { isDark, live, openDashboard, seriousFindings, tab, tryName } from './browser.js'
import { demoSandbox, edit, startBuiltServer } from './server.js'

const TOOLS = ['Try it', 'Faults', 'Rules', 'State', 'Account', 'Call']

/** A sandbox in which every kind of thing is on show. */
async function startShowcase(t: Test) {
  const server = await startBuiltServer(t)
  const sandbox = demoSandbox(server)
  await sandbox.state.put({ clock: { mode: 'frozen', now: '2024-04-21T10:00:00Z' } })
  await edit(server, 'acc_tiktok_only', { platform: 'tiktok', bio: 'Still no Instagram here' })
  await edit(server, 'acc_nobody', { platform: 'instagram', bio: 'Who is this?' })
  await edit(server, 'acc_instagram_only', {
    platform: 'instagram',
    profilePictureUrl: 'https://pictures.test/1920x1080.jpg',
  })
  await edit(server, 'acc_tiktok_warmup', { platform: 'tiktok', name: 'Too Early' })
  await edit(server, 'acc_server_error', { platform: 'instagram', bio: 'Hello?' })
  await sandbox.faults.add({ kind: 'disconnect', when: 'after', accountId: 'acc_instagram_only' })
  await edit(server, 'acc_instagram_only', { platform: 'instagram', username: 'only.instagram' }).catch(() => {})
  await sandbox.faults.add({ kind: 'delay', ms: 3_000, platform: 'tiktok', times: 3 })
  await edit(server, 'acc_1a2b3c4d5e', { platform: 'instagram', name: 'Fashion Daily' })
  await sandbox.clock.advance({ days: 4, hours: 3 })
  return server
}

const SIZES = {
  wide: { width: 1280, height: 800 },
  medium: { width: 900, height: 700 },
  narrow: { width: 390, height: 844 },
  smallest: { width: 320, height: 640 },
}
for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(SIZES)) {
    t.test(`${name} and ${colorScheme}: accessible, and nothing to scroll sideways`, async (t) => {
      const server = await startShowcase(t)
      const { page, finish } = await openDashboard(t, server, { viewport, colorScheme, failing: /^\/v1\// })
      await live(page)
      const columns = name === 'wide' ? [] : ['Requests', 'Accounts', ...(name === 'medium' ? [] : ['Tools'])]
      for (const column of columns) {
        await page.getByRole('button', { name: column, exact: true }).click()
        t.strictSame(await seriousFindings(page), [], column)
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), viewport.width, `${column} fits`)
        if (column === 'Accounts') await page.getByRole('button', { name: 'Edit acc_1a2b3c4d5e' }).click()
      }
      if (name === 'wide') await page.getByRole('button', { name: 'Edit acc_1a2b3c4d5e' }).click()
      await tab(page, 'Try it')
      await tryName(page, 'Fashion Hourly')
      await page.locator('.outcome').getByText('Refused').waitFor()
      await page.getByRole('button', { name: 'Open this call' }).click()
      for (const tool of TOOLS) {
        await tab(page, tool)
        t.strictSame(await seriousFindings(page), [], tool)
        t.equal(await page.evaluate('document.documentElement.scrollWidth'), viewport.width, `${tool} fits`)
      }
      t.equal(await isDark(page), colorScheme === 'dark')
      await finish()
    })
  }
}

t.test('the first screen shows accounts, clock, log and tools without scrolling', async (t) => {
  const server = await startShowcase(t)
  const { page, finish } = await openDashboard(t, server, { failing: /^\/v1\// })
  await live(page)
  await tryName(page, 'Fashion Hourly')
  await page.locator('.outcome .why').waitFor()
  t.equal(await page.evaluate('document.documentElement.scrollHeight'), 800)
  for (const part of ['.clock', '.accounts', '.log', '.tools', '.outcome-head']) {
    const box = (await page.locator(part).boundingBox())!
    t.ok(box.y >= 0 && box.y + box.height <= 800, `${part} is on it`)
  }
  // Only when asked for, so that a test run leaves the checkout as it was.
  if (process.env.SCREENSHOT) {
    const picture = sharp(await page.screenshot())
    await picture.png({ palette: true, quality: 90, effort: 10 }).toFile(process.env.SCREENSHOT)
  }
  await finish()
})
