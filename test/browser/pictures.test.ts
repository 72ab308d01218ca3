import type { Page } from 'playwright-core'
import t from 'tap'
import { startBuiltServer } from '../corpus/built-server.js'
import type { Case } from '../corpus/case.js'
import { SOME_CASES } from '../corpus/cases.js'
import { difference, looksRight, SIDE } from '../corpus/judge.js'
import type { Pattern } from '../corpus/pattern.js'
import { startPictureHost } from '../corpus/picture-host.js'
import { update } from '../corpus/try-case.js'
import { browserFor } from './browser.js'

/** Where Chromium does otherwise than the corpus expects of a stored copy, and why. */
const OTHERWISE: readonly [name: RegExp, why: string][] = [
  [/^WebP .*orientation [2-8]/, 'it turns no WebP'],
  [/^JPEG CMYK/, 'it converts from CMYK in another way than colour management does'],
  [/^AVIF .*, avis,/, 'it wants tracks where a file calls itself a sequence'],
]

interface Shown {
  readonly width: number
  readonly height: number
  /** Scaled to 64×64, in base64. */
  readonly pixels: string
}

/** Runs in the page. */
const SHOW = `async (base64, side) => {
  const image = new Image()
  image.src = URL.createObjectURL(await (await fetch('data:;base64,' + base64)).blob())
  await image.decode().catch(() => {})
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0) return null
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
  const context = canvas.getContext('2d')
  context.imageSmoothingEnabled = width >= side
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, side, side)
  URL.revokeObjectURL(image.src)
  return { width, height, pixels: btoa(String.fromCharCode(...context.getImageData(0, 0, side, side).data)) }
}`

/** A picture as the browser shows it; null where it shows none. */
const show = (page: Page, bytes: Uint8Array) =>
  page.evaluate<Shown | null>(`(${SHOW})('${Buffer.from(bytes).toString('base64')}', ${SIDE})`)

/** What is wrong with what is shown; undefined: nothing. */
function wrongWith(shown: Shown | null, side: number, look: Pattern): string | undefined {
  if (shown === null) return 'not shown'
  if (shown.width !== side || shown.height !== side) return `shown as ${shown.width}x${shown.height}`
  const off = difference(Buffer.from(shown.pixels, 'base64'), look)
  return looksRight(off) ? undefined : `looks different by ${off.toFixed(1)}`
}

t.test('in a browser the pictures of the corpus, and what is stored of them, look as they must', async (t) => {
  const host = await startPictureHost()
  const server = await startBuiltServer()
  t.teardown(async () => {
    await server.stop()
    host.close()
  })
  const browser = await browserFor(t)
  const page = await browser.newPage()
  t.teardown(() => page.close())

  async function tryOne({ name, make, expected }: Case): Promise<void> {
    const file = await make()
    const shown = await show(page, file)
    if ('size' in expected) {
      if (shown !== null && !/^WebP .*orientation [5-8]/.test(name))
        t.equal(`${shown.width}x${shown.height}`, expected.size, name)
      return
    }
    if (!('look' in expected)) return
    const { side, look } = expected
    const otherwise = OTHERWISE.some(([names]) => names.test(name))
    t.equal(otherwise ? undefined : wrongWith(shown, side, look), undefined, name)
    const { stored } = await update(server.url, 'sk_test_corpus', host.serve(file))
    t.equal(wrongWith(await show(page, stored!), Math.min(512, side), look), undefined, `${name}, as stored`)
  }
  for (const one of SOME_CASES) await tryOne(one)
})
