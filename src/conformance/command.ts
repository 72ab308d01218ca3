import { writeFileSync } from 'node:fs'
import { formatTimestamp } from '../domain/timestamp.js'
import { AccountTarget } from './account-target.js'
import { CONFORMANCE_HELP, type ConformanceArguments, readArguments } from './arguments.js'
import { MockTarget } from './mock-target.js'
import { PictureHost } from './picture-host.js'
import { renderCases, renderJunit, renderTable } from './print.js'
import { type Output, type ProgressLine, progressLine } from './progress-line.js'
import { redactor } from './redact.js'
import type { ConformanceReport } from './report.js'
import { runCases } from './run.js'
import { ConformanceError, Sender } from './send.js'
import type { Target } from './target.js'
import type { Time } from './time.js'

export interface CommandDeps {
  readonly out: Output
  /** For progress and for what went wrong. */
  readonly err: Output
  /** `INFINIPOST_API_KEY`. */
  readonly apiKey: string
  readonly version: string
  /** Ends the run after the case that is under way. */
  readonly signal: AbortSignal
  readonly time: Time
}

/** What a header can carry. */
const KEY = /^[\x21-\x7e\x80-\xff]+$/

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
    if (!KEY.test(apiKey)) throw new ConformanceError('INFINIPOST_API_KEY must hold the key to ask with')
    const report = await tryTarget(asked, deps, personal)
    // Printed first: what is spent is spent, also where no file can be written.
    out.write(asked.json ? `${JSON.stringify(report, null, 2)}\n` : renderTable(report))
    writeReports(asked, report)
    return report.rules.some(({ outcome }) => outcome === 'differs') ? 1 : 0
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error
    err.write(`infinipost-mock: ${redactor([apiKey, ...personal])(error.message)}\n`)
    return 2
  }
}

async function tryTarget(
  asked: ConformanceArguments,
  { err, apiKey, version, signal, time }: CommandDeps,
  personal: Set<string>,
): Promise<ConformanceReport> {
  const sender = new Sender(asked.url, apiKey, time)
  const at = formatTimestamp(time.now())
  const progress = progressLine(err)
  const pictures = await PictureHost.start()
  let target: Target | undefined
  try {
    await checkKey(sender)
    target = await openTarget(asked, sender, pictures, progress, time)
    const rules = await runCases(
      { sender, target, pictures, personal },
      { only: asked.only, signal, onCase: ({ rule }, index, count) => progress.show(`${index + 1}/${count} ${rule}`) },
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
    progress.end()
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
  progress: ProgressLine,
  time: Time,
): Promise<Target> {
  const mock = await MockTarget.open(sender, pictures)
  return mock ?? AccountTarget.open(sender, { accounts, allowed, widePicture, announce: progress.say, time })
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
