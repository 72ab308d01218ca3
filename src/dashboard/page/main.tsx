import { render } from 'preact'
import { refreshOnReturn } from './state/refresh.js'
import { rememberedKey } from './state/remembered-key.js'
import { openSandbox } from './state/session.js'
import { Page } from './view/page.js'

openSandbox(rememberedKey())
refreshOnReturn()
render(<Page />, document.body)
