import { component } from 'glass-easel-miniprogram-adapter'
import { reportError } from './problems'

/** WeChat drops frames above this and refuses far larger data: an error here. */
const LIMIT_BYTES = 256 * 1024

export const setDataFigures = { count: 0, bytes: 0, largestBytes: 0 }

type SetData = (this: { is: string }, data: Record<string, unknown>, callback?: () => void) => void

/** Measure every setData of the program, which on a phone crosses two threads as JSON. */
export function watchSetData(): void {
  const prototype = component.ComponentCaller.prototype as unknown as { setData: SetData }
  const setData = prototype.setData
  prototype.setData = function (data, callback) {
    const bytes = JSON.stringify(data)?.length ?? 0
    setDataFigures.count += 1
    setDataFigures.bytes += bytes
    setDataFigures.largestBytes = Math.max(setDataFigures.largestBytes, bytes)
    if (bytes > LIMIT_BYTES) reportError(`setData of ${bytes} B in ${this.is}: WeChat's limit is ${LIMIT_BYTES} B`)
    setData.call(this, data, callback)
  }
}
