import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { showInvisible } from './visible.js'

/** A piece of code with a button that copies it. */
export function CopyCode({ code, name }: { code: string; name: string }) {
  const said = useSignal('')
  const text = useRef<HTMLPreElement>(null)
  useEffect(() => {
    said.value = ''
  }, [code])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      said.value = 'Copied'
    } catch {
      // Off localhost and without TLS there is no clipboard; what is selected can be copied by hand.
      getSelection()?.selectAllChildren(text.current!)
      said.value = 'Selected: copy it by hand'
    }
  }
  return (
    <div class="code">
      <pre ref={text} dir="ltr">
        {showInvisible(code)}
      </pre>
      <p class="group">
        <button type="button" class="small" onClick={copy}>
          Copy {name}
        </button>
        <span class="quiet" role="status">
          {said}
        </span>
      </p>
    </div>
  )
}
