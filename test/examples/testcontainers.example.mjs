import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { connectSandbox } from 'infinipost-mock/client'
import { GenericContainer, Wait } from 'testcontainers'

const container = await new GenericContainer('infinipost-mock')
  .withExposedPorts(4010)
  .withWaitStrategy(Wait.forHttp('/ready', 4010))
  .start()
const sandbox = connectSandbox({ url: `http://${container.getHost()}:${container.getMappedPort(4010)}` })
after(async () => {
  await sandbox.close()
  await container.stop()
})

test('the picture’s URL opens from where it was asked for', async () => {
  const reply = await fetch(`${sandbox.url}/v1/accounts/acc_1a2b3c4d5e/profile`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'instagram', profilePictureUrl: 'https://pictures.test/640x640.jpg' }),
  })
  const { profilePictureUrl } = await reply.json()
  assert.equal((await fetch(profilePictureUrl)).status, 200)
})
