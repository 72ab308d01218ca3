import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import t from 'tap'
import { isPublicAddress } from '../../../src/pictures/source/address-guard.js'
import { hostFor, ingest, picturesFor } from '../helper.js'
import { sampleFile } from '../sample-files.js'

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '168.63.129.15',
  '172.32.0.1',
  '2606:4700:4700::1111',
  '2a00:1450::5efd:1',
  '2a00::1:5efe:7f00:1',
]

const hiddenAddresses = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::2',
  '::7f00:1',
  '::8.8.8.8',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '3fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%lo',
  'fec0::1',
  'ff02::1',
  '2a00:1450::5efe:7f00:1',
  '2a00:1450::200:5efe:a00:1',
  'localhost',
  '',
  '1.2.3',
  '08.8.8.8',
]

t.test('public addresses', async (t) => {
  for (const address of publicAddresses) t.equal(isPublicAddress(address), true, address)
})

t.test('addresses that are not public', async (t) => {
  for (const address of hiddenAddresses) t.equal(isPublicAddress(address), false, address)
})

t.test('no spelling of a private address is connected to', async (t) => {
  let connections = 0
  const base = await hostFor(t, (_, reply) => reply.end())
  const { port } = new URL(base)
  const pictures = picturesFor(t, { allowPrivateUrls: false }, () => {
    connections += 1
  })
  const spellings = [
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '0',
    '0x0',
    '127.0.0.2',
    '%31%32%37.0.0.1',
    '１２７.０.０.１',
    '[::1]',
    '[::]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::127.0.0.1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[2a00::5efe:127.0.0.1]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '10.0.0.1',
    '169.254.169.254',
    '168.63.129.16',
  ]
  for (const spelling of spellings) {
    const { rule, message, facts } = await ingest(pictures, `http://${spelling}:${port}/a.jpg`)
    t.equal(rule, 'picture-not-public', spelling)
    t.match(
      message,
      /^profilePictureUrl must be publicly accessible: \S+ is not a public address \(ALLOW_PRIVATE_PICTURE_URLS=true allows it\)$/,
    )
    t.equal(facts.bytes, 0)
  }
  t.equal(connections, 0, 'nothing was looked up either')
})

t.test('a name is checked by the addresses that are connected to', async (t) => {
  let requests = 0
  const bytes = await sampleFile('baseline.jpg', 64)
  const base = await hostFor(t, (_, reply) => {
    requests += 1
    reply.end(bytes)
  })
  const { port } = new URL(base)
  const cases: [string, LookupAddress[]][] = [
    ['private', [{ address: '127.0.0.1', family: 4 }]],
    ['mapped', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    [
      'mixed, private last',
      [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    ],
    [
      'mixed, private first',
      [
        { address: '127.0.0.1', family: 4 },
        { address: '2606:4700::1', family: 6 },
      ],
    ],
    ['not an address', [{ address: 'localhost', family: 4 }]],
  ]
  for (const [name, addresses] of cases) {
    const lookup: LookupFunction = (_, options, callback) => {
      t.equal(options.all, true)
      callback(null, addresses)
    }
    const { rule, message } = await ingest(
      picturesFor(t, { allowPrivateUrls: false }, lookup),
      `http://name.example:${port}/`,
    )
    t.equal(rule, 'picture-not-public', name)
    t.equal(
      message,
      'profilePictureUrl must be publicly accessible: name.example resolves to an address that is not public (ALLOW_PRIVATE_PICTURE_URLS=true allows it)',
    )
  }
  t.equal(requests, 0)
})

t.test('a name is looked up once for each connection, so that its second answer does not count', async (t) => {
  const bytes = await sampleFile('baseline.jpg', 64)
  const { port } = new URL(await hostFor(t, (_, reply) => reply.end(bytes)))
  const answers = ['127.0.0.1', '192.0.2.1']
  const lookup: LookupFunction = (_, __, callback) => callback(null, [{ address: answers.shift()!, family: 4 }])
  const { path } = await ingest(picturesFor(t, {}, lookup), `http://name.example:${port}/`)
  t.match(path, /^\/media\//)
  t.same(answers, ['192.0.2.1'])
})

t.test('private addresses may be allowed', async (t) => {
  const bytes = await sampleFile('baseline.jpg', 64)
  const base = await hostFor(t, (_, reply) => reply.end(bytes))
  t.match((await ingest(picturesFor(t), base)).path, /^\/media\//)
})
