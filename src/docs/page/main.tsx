import { render } from 'preact'
import { urlOf } from '../../browser/base.js'
import { applyScheme } from '../../browser/scheme.js'
import type { ApiDocument } from './model/document.js'
import { Failure, Page } from './view/page.js'

applyScheme()
try {
  const response = await fetch(urlOf('/openapi.json'))
  if (!response.ok) throw new Error(`openapi.json: ${response.status}`)
  render(<Page document={(await response.json()) as ApiDocument} />, document.body)
  // The browser looked for the part that the address names before there was one.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
} catch (error) {
  render(<Failure text={(error as Error).message} />, document.body)
}
