import type { Span } from '../../../client/types.js'
import { dateAndTime, localTime } from '../model/format.js'
import { timestampIn } from '../model/time-input.js'
import { clock, now } from '../state/clock.js'
import { runAction } from '../state/notices.js'
import { sandbox } from '../state/session.js'
import { setClock } from '../state/set-clock.js'

const STEPS: [label: string, span: Span][] = [
  ['+1 hour', { hours: 1 }],
  ['+1 day', { days: 1 }],
  ['+7 days', { days: 7 }],
  ['+14 days', { days: 14 }],
]
const MODE = { real: 'Real time', running: 'Running', frozen: 'Frozen' }

export function ClockStrip() {
  const mode = clock.value?.mode
  return (
    <section class="clock" aria-label="Clock">
      <Reading />
      <div class="clock-controls">
        <fieldset class="group" aria-label="Move the clock ahead">
          {STEPS.map(([label, span]) => (
            <button
              key={label}
              type="button"
              class="soft"
              onClick={() => runAction(`Clock moved: ${label}`, () => sandbox.value?.clock.advance(span))}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <SetForm />
        <fieldset class="group" aria-label="How the clock runs">
          {mode === 'frozen' ? (
            <button
              type="button"
              class="even"
              onClick={() => runAction('Clock running', () => sandbox.value?.clock.set({ mode: 'running' }))}
            >
              Run
            </button>
          ) : (
            <button
              type="button"
              class="even"
              onClick={() => runAction('Clock frozen', () => sandbox.value?.clock.freeze())}
            >
              Freeze
            </button>
          )}
          <button
            type="button"
            class="even"
            aria-disabled={mode === 'real'}
            title="Back to the time of the machine"
            onClick={() => runAction('Clock in real time', () => sandbox.value?.clock.release())}
          >
            Real time
          </button>
        </fieldset>
      </div>
    </section>
  )
}

function Reading() {
  const reading = clock.value
  const [date, time] = reading === null ? ['––––-––-––', '––:––:––'] : dateAndTime(now.value)
  return (
    <div class="reading">
      <h2 class="visually-hidden">Sandbox clock</h2>
      <time class="reading-time" dateTime={`${date}T${time}Z`}>
        {date} <b>{time}</b> <small>UTC</small>
      </time>
      <span class="beside">
        <span class="mode" data-mode={reading?.mode}>
          {reading === null ? ' ' : MODE[reading.mode]}
        </span>
        <span class="local quiet" title="The same moment where you are">
          {reading === null ? ' ' : localTime(now.value)}
        </span>
      </span>
    </div>
  )
}

function SetForm() {
  return (
    <form
      class="group"
      onSubmit={async (event) => {
        event.preventDefault()
        const form = event.currentTarget
        const text = String(new FormData(form).get('now')).trim()
        if (await setClock(timestampIn(text) ?? text)) form.reset()
      }}
    >
      <input
        name="now"
        class="mono set-clock"
        placeholder="2024-04-21 10:00:00"
        aria-label="Set the clock to (UTC)"
        autocomplete="off"
        required
      />
      <button type="submit">Set</button>
    </form>
  )
}
