/** Standard JavaScript, timers and console: all that WeChat's script engine offers besides `wx`. */
const STANDARD = [
  'Object',
  'Function',
  'Array',
  'Number',
  'String',
  'Boolean',
  'Symbol',
  'BigInt',
  'Math',
  'JSON',
  'Date',
  'RegExp',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'Promise',
  'Proxy',
  'Reflect',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'ArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'NaN',
  'Infinity',
  'undefined',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
  'escape',
  'unescape',
  'console',
  'Intl',
]
const BOUND = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask']

type Globals = Record<string, unknown>

function bind(name: string): unknown {
  return ((window as unknown as Globals)[name] as (...given: unknown[]) => unknown).bind(window)
}

/** What `global` and `globalThis` are inside the program: no DOM behind them. */
export const programGlobal: Globals = Object.fromEntries([
  ...STANDARD.map((name) => [name, (window as unknown as Globals)[name]]),
  ...BOUND.map((name) => [name, bind(name)]),
])
programGlobal.global = programGlobal
programGlobal.globalThis = programGlobal
