import { glassEasel } from 'glass-easel-miniprogram-adapter'

/** A component as events carry it: the adapter's caller (with the component in `_$`) or a plain element. */
type EventNode = glassEasel.Element & { _$?: glassEasel.Element }

interface TargetInfo {
  id: string
  dataset: Record<string, unknown>
  readonly offsetLeft: number
  readonly offsetTop: number
}

function describe(node: EventNode): TargetInfo {
  const element = node._$ ?? node
  const box = element.$$ as HTMLElement | null
  return {
    id: element.id,
    dataset: { ...element.dataset },
    // Measured only when asked: reading them on every touchmove would force a layout each time.
    get offsetLeft() {
      return box?.offsetLeft ?? 0
    },
    get offsetTop() {
      return box?.offsetTop ?? 0
    },
  }
}

/** uni-app overwrites these with no-ops on the object it gets; the framework still needs the real ones. */
function unchangeable(method: () => void): PropertyDescriptor {
  return { get: () => method, set: () => undefined, enumerable: false, configurable: true }
}

/** Events that some listener of the program received. */
const heard = new WeakSet<object>()

export const wasHeard = (event: object): boolean => heard.has(event)

function wrapEvent(
  this: glassEasel.Event<unknown>,
  target: glassEasel.Element,
  mark: Record<string, unknown> | null,
  currentTarget: glassEasel.Element,
): glassEasel.ShadowedEvent<unknown> {
  heard.add(this)
  const plain = {
    type: this.type,
    timeStamp: this.timeStamp,
    detail: this.detail ?? {},
    mark: mark ?? {},
    target: describe(target),
    currentTarget: describe(currentTarget),
    mut: false,
    ...this.extraFields,
  }
  Object.defineProperties(plain, {
    stopPropagation: unchangeable(() => this.stopPropagation()),
    preventDefault: unchangeable(() => this.preventDefault()),
    markMutated: unchangeable(() => this.markMutated()),
  })
  return plain as unknown as glassEasel.ShadowedEvent<unknown>
}

/**
 * Make event objects plain, as WeChat's are.
 *
 * uni-app asks `hasOwn(event, 'detail')`, and programs copy events into JSON: inherited fields would be lost.
 */
export function usePlainEvents(): void {
  glassEasel.Event.prototype.wrapShadowedEvent = wrapEvent
}
