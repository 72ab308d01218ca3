import type { ConformanceCase, Needs } from '../types.js'
import { edit, invalid, refused } from './requests.js'

const picture = (url: string) => edit({ platform: '{platform}', profilePictureUrl: url })
const REFUSED = invalid(/^profilePictureUrl/)
const CHANGES = 'the picture would change'

const bad = (rule: ConformanceCase['rule'], title: string, url: string, needs: Needs = {}) =>
  refused(rule, title, picture(url), REFUSED, { needs, risk: CHANGES })

/** Pictures: where they come from, and what they are. */
export const PICTURE_CASES: readonly ConformanceCase[] = [
  bad('picture-not-public', 'a picture on a loopback address', 'http://127.0.0.1:9/picture.jpg', {
    pictures: 'public-only',
  }),
  bad('picture-unreachable', 'a host that has no address', 'http://conformance.invalid/picture.jpg'),
  bad('picture-timeout', 'a host that takes a minute', '{picture:slow/60000/64x64.png}'),
  bad('picture-redirects', 'a redirect without end', '{picture:redirect-loop}'),
  bad('picture-host-status', 'a picture that is not there', '{picture:status/404}'),
  bad('picture-content-encoding', 'a picture that is compressed', '{own:gzipped.png}', { pictures: 'own' }),
  bad('picture-too-large', 'a picture without end', '{picture:too-large.jpg}'),
  bad('picture-too-many-pixels', 'the header of a picture of 64 megapixels', '{own:8000x8000.png}', {
    pictures: 'own',
  }),
  bad('picture-too-many-frames', 'a picture of 1,001 frames', '{own:1001-frames.gif}', { pictures: 'own' }),
  bad('picture-not-an-image', 'a page', '{picture:not-an-image.jpg}'),
  refused(
    'picture-not-square',
    'a wide picture',
    picture('{picture:1920x1080.jpg}'),
    {
      status: 400,
      code: 'invalid_image_ratio',
      message: /^Profile picture must have a 1:1 aspect ratio \(square\)\. Provided image is \d+x\d+\.$/,
    },
    { risk: CHANGES },
  ),
]
