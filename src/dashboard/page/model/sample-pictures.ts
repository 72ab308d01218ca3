/** Everything that `pictures.test` answers, and what comes of it. */
export const SAMPLES: readonly { url: string; effect: string }[] = [
  { url: 'https://pictures.test/1080x1080.jpg', effect: 'Square: taken. Any size up to 8,000 px and 50 megapixels.' },
  { url: 'https://pictures.test/640x640.png', effect: 'The same as PNG; webp, gif and avif work too.' },
  { url: 'https://pictures.test/512x512.webp', effect: 'The same as WebP.' },
  { url: 'https://pictures.test/512x512.gif', effect: 'The same as GIF.' },
  { url: 'https://pictures.test/512x512.avif', effect: 'The same as AVIF.' },
  { url: 'https://pictures.test/1920x1080.jpg', effect: 'Not square: 400 invalid_image_ratio.' },
  { url: 'https://pictures.test/slow/3000/1080x1080.jpg', effect: 'Comes after 3,000 milliseconds.' },
  { url: 'https://pictures.test/slow/60000/1080x1080.jpg', effect: 'Comes too late: refused after the time-out.' },
  { url: 'https://pictures.test/status/404', effect: 'The host answers 404; any other status works too.' },
  { url: 'https://pictures.test/truncated.jpg', effect: 'The file ends half-way: not a whole image.' },
  { url: 'https://pictures.test/not-an-image.jpg', effect: 'A web page, whatever its name says.' },
  { url: 'https://pictures.test/too-large.jpg', effect: 'More bytes than a picture may have.' },
  { url: 'https://pictures.test/disconnect', effect: 'The host hangs up half-way.' },
  { url: 'https://pictures.test/redirect-loop', effect: 'Redirects without end: more than 3.' },
  { url: 'https://pictures.test/redirect-to-private', effect: 'Redirects to a private address: refused.' },
  { url: 'http://127.0.0.1/picture.jpg', effect: 'A private address: refused unless the server allows them.' },
]
