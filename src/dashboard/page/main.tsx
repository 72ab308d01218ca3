import { render } from 'preact'
import { freshenOnReturn } from './state/freshen.js'
import { rememberedKey } from './state/remembered-key.js'
import { openSandbox } from './state/session.js'
import { Page } from './view/page.js'

openSandbox(rememberedKey())
freshenOnReturn()
render(<Page />, document.body)
