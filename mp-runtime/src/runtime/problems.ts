/**
 * What went wrong in the mini program, for tests to assert on.
 *
 * `window.__mpErrors`: things that break on a phone (uncaught errors, unknown wx calls, unknown components, WeChat's
 * limits). `window.__mpWarn`: things that WeChat's console would warn about.
 */
const errors: string[] = (window.__mpErrors = [])
const warnings: string[] = (window.__mpWarn = [])

function describe(problem: unknown): string {
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)
}

let tellProgram: (message: string) => void = () => undefined
let isTelling = false

/** Let the program hear of its own exceptions: App.onError and wx.onError. */
export function hearExceptions(listener: (message: string) => void): void {
  tellProgram = listener
}

/** An onError that throws itself is recorded and not told again. */
function tell(message: string): void {
  if (isTelling) return
  isTelling = true
  tellProgram(message)
  isTelling = false
}

/** Record an error, with the place it came from. */
export function reportError(problem: unknown, where = ''): void {
  const text = where === '' ? describe(problem) : `${where}: ${describe(problem)}`
  errors.push(text)
  console.error(text)
  if (problem instanceof Error) tell(text)
}

/** Record a warning once: the same one for every list item helps nobody. */
export function reportWarning(text: string): void {
  if (warnings.includes(text)) return
  warnings.push(text)
  console.warn(text)
}

/** Run the program's own code; what it throws is recorded and does not stop the runtime. */
export function guarded<Result>(where: string, run: () => Result): Result | undefined {
  try {
    return run()
  } catch (problem) {
    reportError(problem, where)
    return undefined
  }
}

window.addEventListener('error', (event) => {
  if (event.error !== undefined && event.error !== null) reportError(event.error, 'uncaught')
})
window.addEventListener('unhandledrejection', (event) => {
  const reason: unknown = event.reason
  const isApiFailure = typeof reason === 'object' && reason !== null && 'errMsg' in reason
  reportError(isApiFailure ? JSON.stringify(reason) : reason, 'unhandled rejection')
})
