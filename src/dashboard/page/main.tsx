import { render } from 'preact'
import { applyScheme } from '../../browser/scheme.js'
import { followAddress } from './state/address.js'
import { followPrinting } from './state/printing.js'
import { refreshOnReturn } from './state/refresh.js'
import { openRemembered } from './state/session.js'
import { followKeys } from './state/shortcuts.js'
import { Page } from './view/page.js'

applyScheme()
followAddress()
followKeys()
followPrinting()
openRemembered()
refreshOnReturn()
render(<Page />, document.body)
