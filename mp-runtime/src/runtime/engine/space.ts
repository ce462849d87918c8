import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { convertUnits } from '../../shared/units'
import { reportError, reportWarning } from '../problems'
import { PhoneBackend } from './backend'
import { usePlainEvents } from './events'

/** One mini program: its environment, its code space and the phone it is drawn on. */
export const environment = new MiniProgramEnv()
export const codeSpace = environment.createCodeSpace('', true)
export const componentSpace = codeSpace.getComponentSpace()
export const backend = new PhoneBackend()
export const associatedBackend = environment.associateBackend(backend)

/** An internal function of the adapter's code space. */
type PrepareOptions = (is: string, options?: object) => [glassEasel.ComponentOptions, string]

/** The adapter gives every component an id prefix of its own; `#id` in a page's wxss would never match. */
function keepIdsPlain(): void {
  const space = codeSpace as unknown as { prepareComponentOptions: PrepareOptions }
  const prepare = space.prepareComponentOptions.bind(codeSpace)
  space.prepareComponentOptions = (is, options) => {
    const [prepared, isolation] = prepare(is, options)
    return [{ ...prepared, idPrefixGenerator: null }, isolation]
  }
}

/** Inline styles are not compiled by the bundler: their rpx and vh are converted when they are set. */
function convertInlineStyles(): void {
  const prototype = glassEasel.Element.prototype
  const setNodeStyle = prototype.setNodeStyle
  prototype.setNodeStyle = function (style, index) {
    setNodeStyle.call(this, convertUnits(style), index)
  }
}

/** A tag that is neither built in nor declared becomes a bare element in glass-easel; in WeChat nothing is drawn. */
function reportUnknownTags(): void {
  const create = glassEasel.NativeNode.create
  glassEasel.NativeNode.create = (tag, owner, ...rest) => {
    reportError(`unknown component <${tag}> in ${owner.getHostNode().is}`)
    return create(tag, owner, ...rest)
  }
}

function describeOwner(owner: { is: string } | string | undefined): string {
  if (owner === undefined || owner === '') return ''
  return ` (${typeof owner === 'string' ? owner : owner.is})`
}

/** A list that has no value yet is drawn as nothing; uni-app renders every template once before its data is there. */
const HARMLESS = /^The for-list data is neither Array nor Object, got type "undefined"/

function collectProblems(): void {
  glassEasel.addGlobalErrorListener((problem, method, owner) => {
    reportError(problem, `${method ?? 'component'}${describeOwner(owner)}`)
    return false
  })
  glassEasel.addGlobalWarningListener((message, owner) => {
    if (!HARMLESS.test(message)) reportWarning(`${message}${describeOwner(owner)}`)
    return false
  })
}

/** Prepare glass-easel; must run before the first component is defined. */
export function prepareEngine(): void {
  // WeChat calls handlers that a program puts on the instance; uni-app does that for every event.
  componentSpace.updateComponentOptions({ useMethodCallerListeners: true, writeIdToDOM: true, idPrefixGenerator: null })
  usePlainEvents()
  keepIdsPlain()
  convertInlineStyles()
  reportUnknownTags()
  collectProblems()
  backend.onEvent(() => undefined)
}
