// Other mock servers, each set up to answer the same PATCH as well as it can.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install } from '../../../.ci/fetch-tools.js'
import { startServer } from '../child.js'

const SETUPS = 'test/bench/peers'
/** Prism's newer versions need a newer Node than the rest of the comparison runs on. */
const VERSIONS = {
  '@stoplight/prism-cli': '5.14.2',
  '@mockoon/cli': '9.9.0',
  'json-server': '0.17.4',
  wiremock: '3.13.2',
}

/** Fetches them from the package registry into a folder that is gone with the process; what starts each of them. */
export function fetchPeers() {
  const folder = mkdtempSync(join(tmpdir(), 'peers-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const packages = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`)
  install(folder, packages)
  // json-server writes what it is told into its file, and WireMock makes folders.
  cpSync(SETUPS, folder, { recursive: true })
  const inFolder = (...path) => join(folder, ...path)
  const bin = (...path) => inFolder('node_modules', ...path)
  const labelled = (title, name, start) => ({ label: `${title} ${VERSIONS[name]}`, start })
  return [
    labelled('Prism', '@stoplight/prism-cli', () =>
      startServer(
        [bin('@stoplight/prism-cli/dist/index.js'), 'mock', 'dist/openapi.json', '--host', '127.0.0.1', '--port'],
        AT_PORT,
      ),
    ),
    labelled('Mockoon CLI', '@mockoon/cli', () =>
      startServer(
        [
          bin('@mockoon/cli/bin/run.js'),
          'start',
          '--data',
          inFolder('mockoon.json'),
          '--disable-log-to-file',
          '--port',
        ],
        AT_PORT,
      ),
    ),
    labelled('json-server', 'json-server', () =>
      startServer(
        [
          bin('json-server/lib/cli/bin.js'),
          '--quiet',
          '--host',
          '127.0.0.1',
          '--routes',
          inFolder('json-server-routes.json'),
          inFolder('json-server.json'),
          '--port',
        ],
        AT_PORT,
      ),
    ),
    ...(hasJava()
      ? [labelled('WireMock', 'wiremock', () => startWireMock(bin('wiremock/build'), inFolder('wiremock')))]
      : []),
  ]
}

/** The port follows as the last argument. */
const AT_PORT = { portAsArgument: true }

function startWireMock(build, root) {
  const jar = join(
    build,
    readdirSync(build).find((file) => file.endsWith('.jar')),
  )
  const options = [
    '--bind-address',
    '127.0.0.1',
    '--root-dir',
    root,
    '--no-request-journal',
    '--use-chunked-encoding',
    'never',
  ]
  return startServer(['-jar', jar, ...options, '--port'], { ...AT_PORT, program: 'java' })
}

function hasJava() {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
