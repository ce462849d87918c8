import { recordCall } from '../answers'
import { guarded } from '../problems'

/** A wx call that fails as WeChat lets it fail; `message` follows `name:fail `. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export interface Callbacks {
  success?: (result: object) => void
  fail?: (result: object) => void
  complete?: (result: object) => void
}

export type ApiResult = Record<string, unknown> | void
export type Api<Options> = (options?: Options & Callbacks) => Promise<object> | undefined

const hasCallback = (options: Callbacks): boolean =>
  options.success !== undefined || options.fail !== undefined || options.complete !== undefined

/** Answer through callbacks, or through the promise when there are none: WeChat's rule. */
export function settle(name: string, options: Callbacks, outcome: Promise<ApiResult>): Promise<object> | undefined {
  const finished = outcome.then(
    (result) => ({ ok: true, value: { ...result, errMsg: `${name}:ok` } }),
    (problem: unknown) => ({ ok: false, value: failureOf(name, problem) }),
  )
  if (hasCallback(options)) {
    void finished.then(({ ok, value }) => {
      guarded(`${name} callback`, () => (ok ? options.success : options.fail)?.(value))
      guarded(`${name} complete`, () => options.complete?.(value))
    })
    return undefined
  }
  return finished.then(({ ok, value }) => (ok ? value : Promise.reject(value)))
}

function failureOf(name: string, problem: unknown): object {
  const facts = problem instanceof ApiFailure ? problem.facts : {}
  const message = problem instanceof Error ? problem.message : String(problem)
  return { errMsg: `${name}:fail ${message}`.trim(), ...facts }
}

/** Make a wx function of an act: recorded, answered later, never throwing into the program. */
export function api<Options extends object>(
  name: string,
  act: (options: Options) => ApiResult | Promise<ApiResult>,
): Api<Options> {
  return (options) => {
    const given = (options ?? {}) as Options & Callbacks
    recordCall(name, given)
    const outcome = new Promise<ApiResult>((resolve) => resolve(act(given)))
    return settle(name, given, outcome)
  }
}

/** Acts of one group by name, made into wx functions. */
export function apis<Acts extends Record<string, (options: never) => ApiResult | Promise<ApiResult>>>(acts: Acts) {
  const entries = Object.entries(acts).map(([name, act]) => [name, api(name, act as (options: object) => ApiResult)])
  return Object.fromEntries(entries) as {
    [Name in keyof Acts]: Api<Parameters<Acts[Name]>[0] extends undefined ? object : Parameters<Acts[Name]>[0]>
  }
}
