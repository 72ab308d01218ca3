import { render } from 'preact'
import { urlOf } from '../../browser/base.js'
import { applyScheme } from '../../browser/scheme.js'
import type { ApiDocument } from './model/document.js'
import { loadFirstRules } from './state.js'
import { showTarget } from './target.js'
import { Failure, Page } from './view/page.js'

applyScheme()
try {
  const response = await fetch(urlOf('/openapi.json'))
  if (!response.ok) throw new Error(`openapi.json: ${response.status}`)
  render(<Page document={(await response.json()) as ApiDocument} />, document.body)
  showTarget()
  await loadFirstRules()
} catch (error) {
  render(<Failure text={(error as Error).message} />, document.body)
}
