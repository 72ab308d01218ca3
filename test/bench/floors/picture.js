// The least that a picture costs: the route, the download, sharp's decoding, resizing and encoding, and nothing around it.
import Fastify from 'fastify'
import sharp from 'sharp'
import { request as download } from 'undici'

const app = Fastify({ logger: false })
app.patch('/v1/accounts/:accountId/profile', async (request, reply) => {
  const { body } = await download(request.body.profilePictureUrl)
  const bytes = Buffer.from(await body.arrayBuffer())
  const picture = sharp(bytes)
  const { width, height } = await picture.metadata()
  if (width !== height) {
    const message = `Profile picture must have a 1:1 aspect ratio (square). Provided image is ${width}x${height}.`
    return reply.code(400).send({ error: { code: 'invalid_image_ratio', message } })
  }
  const stored = await picture.resize(512, 512).jpeg({ quality: 85 }).toBuffer()
  return { success: true, ...request.body, size: stored.length }
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
