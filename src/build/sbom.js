import { writeFileSync } from 'node:fs'

/**
 * Writes the bundled packages as a CycloneDX bill of materials, which scanners of dependencies read: `npm` knows only
 * of what it installs. Packages are `{ name, version, license, integrity }`.
 */
export function writeSbom(file, { name, version }, packages) {
  const root = purl({ name, version })
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': root, name, version, purl: root } },
    components: packages.map(describe),
    dependencies: [{ ref: root, dependsOn: packages.map(purl) }],
  }
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
}

function describe({ name, version, license, integrity }) {
  const [group, ownName] = name.startsWith('@') ? name.split('/') : [undefined, name]
  return {
    type: 'library',
    'bom-ref': purl({ name, version }),
    ...(group && { group }),
    name: ownName,
    version,
    ...(integrity && { hashes: [hashOf(integrity)] }),
    licenses: [{ expression: license }],
    purl: purl({ name, version }),
  }
}

function purl({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

/** From the lock file's `sha512-…` in base64. */
function hashOf(integrity) {
  const [, base64] = /^sha512-(\S+)$/.exec(integrity)
  return { alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }
}
