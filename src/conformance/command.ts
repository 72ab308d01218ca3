import { writeFileSync } from 'node:fs'
import { formatTimestamp } from '../domain/timestamp.js'
import { AccountTarget } from './account-target.js'
import { CONFORMANCE_HELP, type ConformanceArguments, readArguments } from './arguments.js'
import { MockTarget } from './mock-target.js'
import { PictureHost } from './picture-host.js'
import { renderCases, renderJunit, renderTable } from './print.js'
import { redactor } from './redact.js'
import type { ConformanceReport } from './report.js'
import { runCases } from './run.js'
import { ConformanceError, Sender } from './send.js'
import type { Target } from './target.js'

/** Where to write; whether a person reads it. */
export interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface CommandDeps {
  readonly out: Output
  /** For progress and for what went wrong. */
  readonly err: Output
  /** `INFINIPOST_API_KEY`. */
  readonly apiKey: string
  readonly version: string
  /** Ends the run after the case that is under way. */
  readonly signal?: AbortSignal | undefined
}

/** Runs `infinipost-mock conformance`; the exit code: 0 all the same, 1 something differs, 2 it could not run. */
export async function conformance(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  const { out, err, apiKey } = deps
  const personal = new Set<string>()
  try {
    const asked = readArguments(args)
    if (asked === 'help' || asked === 'list') {
      out.write(asked === 'help' ? CONFORMANCE_HELP : renderCases())
      return 0
    }
    if (apiKey === '') throw new ConformanceError('INFINIPOST_API_KEY must hold the key to ask with')
    const report = await tryTarget(asked, deps, personal)
    writeReports(asked, report)
    out.write(asked.json ? `${JSON.stringify(report, null, 2)}\n` : renderTable(report))
    return report.rules.some(({ outcome }) => outcome === 'differs') ? 1 : 0
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error
    err.write(`infinipost-mock: ${redactor([apiKey, ...personal])(error.message)}\n`)
    return 2
  }
}

async function tryTarget(
  asked: ConformanceArguments,
  { err, apiKey, version, signal }: CommandDeps,
  personal: Set<string>,
): Promise<ConformanceReport> {
  const sender = new Sender(asked.url, apiKey)
  const at = formatTimestamp(Math.floor(Date.now() / 1000))
  const pictures = await PictureHost.start()
  let target: Target | undefined
  try {
    await checkKey(sender)
    target = await openTarget(asked, sender, pictures, err)
    const rules = await runCases(
      { sender, target, pictures, personal },
      { ...(asked.only && { only: asked.only }), ...(signal && { signal }), ...(err.isTTY && progress(err)) },
    )
    const redact = redactor([apiKey, ...personal])
    return {
      target: { host: sender.host, kind: target.kind },
      at,
      version,
      allowed: target.kind === 'mock' ? 'name' : asked.allowed,
      rules: rules.map((one) => ({ ...one, detail: redact(one.detail) })),
    }
  } finally {
    if (err.isTTY) err.write(CLEAR_LINE)
    await target?.close()
    pictures.close()
  }
}

/** A key that is refused would make everything differ. */
async function checkKey(sender: Sender): Promise<void> {
  const path = '/v1/accounts/acc_conformance_nobody'
  const { status } = await sender.send({ method: 'GET', path, key: sender.key, headers: {} })
  if (status === 401) throw new ConformanceError(`${sender.host} refuses the key in INFINIPOST_API_KEY`)
  if (status === 429) throw new ConformanceError(`${sender.host} limits its rate (429): try again later`)
}

async function openTarget(
  { accounts, allowed, widePicture }: ConformanceArguments,
  sender: Sender,
  pictures: PictureHost,
  err: Output,
): Promise<Target> {
  const mock = await MockTarget.open(sender, pictures)
  const announce = (line: string) => err.write(`${err.isTTY ? CLEAR_LINE : ''}${line}\n`)
  return mock ?? AccountTarget.open(sender, { accounts, allowed, widePicture, announce })
}

const CLEAR_LINE = '\r\u001b[K'

function progress(err: Output) {
  return {
    onCase: ({ rule }: { rule: string }, index: number, count: number) =>
      void err.write(`${CLEAR_LINE}${index + 1}/${count} ${rule}`),
  }
}

function writeReports({ report: file, junit }: ConformanceArguments, report: ConformanceReport): void {
  const write = (name: string, text: string) => {
    try {
      writeFileSync(name, text)
    } catch (error) {
      throw new ConformanceError(`The report cannot be written: ${(error as Error).message}`)
    }
  }
  if (file !== undefined) write(file, `${JSON.stringify(report, null, 2)}\n`)
  if (junit !== undefined) write(junit, renderJunit(report))
}
