import t from 'tap'
import type { PictureFormat } from '../../../src/domain/picture-facts.js'
import { isComplete } from '../../../src/pictures/image/is-complete.js'

const cases: [string, PictureFormat, boolean, string][] = [
  [
    'a JPEG with fill bytes and stuffed bytes',
    'jpeg',
    true,
    '\xff\xd8\xff\xff\xda\0\x02\x01\xff\0\x02\xff\xd0\x03\xff\xd9',
  ],
  ['a JPEG whose end stands only in a segment', 'jpeg', false, '\xff\xd8\xff\xe1\0\x06\xff\xd9\xff\xd9'],
  ['a JPEG cut in a segment head', 'jpeg', false, '\xff\xd8\xff\xe1\0'],
  ['a JPEG cut in a marker', 'jpeg', false, '\xff\xd8\xff'],
  ['a JPEG cut in a scan', 'jpeg', false, '\xff\xd8\x01\x02'],
  ['a GIF with stray bytes between its blocks', 'gif', true, 'GIF89a\x01\0\x01\0\0\0\0\0\0!\xfe\x01a\0\0;'],
  [
    'a GIF with colours of its frame',
    'gif',
    true,
    'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\x80;;;;;;\x02\x01a\0;',
  ],
  ['a GIF cut in its head', 'gif', false, 'GIF89a\x01\0'],
  ['a GIF cut in a frame head', 'gif', false, 'GIF89a\x01\0\x01\0\0\0\0,\0\0'],
  ['a GIF cut between blocks', 'gif', false, 'GIF89a\x01\0\x01\0\0\0\0!\xfe\x01a\0'],
  ['a PNG cut between chunks', 'png', false, '\x89PNG\r\n\x1a\n\0\0\0\0IDAT\0\0\0\0'],
  ['an AVIF whose last box reaches to the end', 'avif', true, '\0\0\0\x10ftypavifmif1\0\0\0\0\0mdat01234567'],
  ['an AVIF with a long box', 'avif', true, '\0\0\0\x01mdat\0\0\0\0\0\0\0\x11!'],
  ['an AVIF with a long box that is cut', 'avif', false, '\0\0\0\x01mdat\0\0\0\0\0\0\0\x12!'],
  ['an AVIF whose second picture data is cut', 'avif', false, '\0\0\0\x10mdat01234567\0\0\0\x20moov01234567'],
  ['an AVIF with something else behind it', 'avif', true, '\0\0\0\x10mdat01234567<script>alert(1)</script>'],
  ['a WebP of its length', 'webp', true, 'RIFF\x04\0\0\0WEBP'],
  ['a WebP that is cut', 'webp', false, 'RIFF\x05\0\0\0WEBP'],
]

for (const [name, format, whole, text] of cases) {
  t.test(name, async (t) => t.equal(isComplete(Buffer.from(text, 'latin1'), format), whole))
}
