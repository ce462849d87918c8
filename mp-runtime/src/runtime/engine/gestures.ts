import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { pagePoint } from '../chrome/phone'
import { wasHeard } from './events'

/** Same shape as a touch of WeChat's events. */
export interface TouchPoint {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  force: number
}

type Target = glassEasel.Element
export type EventSink = (
  target: Target,
  type: string,
  detail: unknown,
  options: glassEasel.EventOptions,
) => glassEasel.EventBubbleStatus | void

interface Press {
  target: Target
  x: number
  y: number
  isTap: boolean
  longPressTimer: number
}

/** A finger that moved further than this, in px, scrolls instead of tapping. */
const TAP_RADIUS = 10
/** WeChat fires longpress after 350 ms. */
const LONG_PRESS_MILLISECONDS = 350
const MOUSE_IDENTIFIER = 0

const presses = new Map<number, Press>()
/** Browsers follow a touch with mouse events for the same finger; those are not a second press. */
let lastTouchAt = -Infinity

/** The component or node that owns a DOM node. */
export function glassElementOf(node: EventTarget | null): Target | undefined {
  let current = node as (Node & { __wxElement?: Target }) | null
  while (current !== null && current.__wxElement === undefined) current = current.parentNode
  return current?.__wxElement
}

function pointOf(source: { clientX: number; clientY: number; identifier?: number }): TouchPoint {
  const { x, y } = pagePoint(source.clientX, source.clientY)
  return { identifier: source.identifier ?? MOUSE_IDENTIFIER, pageX: x, pageY: y, clientX: x, clientY: y, force: 1 }
}

interface Outcome {
  /** A handler asked for no default action, `catchtouchmove` for one. */
  prevented: boolean
  /** Some handler received it. */
  heard: boolean
}

/** Dispatch an event that bubbles and captures as WeChat's touch events do. */
export function dispatchTouch(target: Target, type: string, touches: TouchPoint[], changed: TouchPoint[]): Outcome {
  const first = changed[0] ?? touches[0]
  const detail = { x: first?.pageX ?? 0, y: first?.pageY ?? 0 }
  const event = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields: { touches, changedTouches: changed },
  })
  glassEasel.Event.dispatchEvent(target, event)
  return { prevented: event.defaultPrevented(), heard: wasHeard(event) }
}

/** A disabled button swallows its taps. */
function isDisabled(target: Target): boolean {
  const box = target.$$ as HTMLElement | null
  return box !== null && box.closest('wx-button[disabled]') !== null
}

function longPress(press: Press, point: TouchPoint): void {
  const { heard } = dispatchTouch(press.target, 'longpress', [point], [point])
  dispatchTouch(press.target, 'longtap', [point], [point])
  // A press that somebody took as a long one is no tap any more.
  if (heard) press.isTap = false
}

function begin(target: Target, point: TouchPoint): void {
  const press: Press = { target, x: point.clientX, y: point.clientY, isTap: true, longPressTimer: 0 }
  press.longPressTimer = window.setTimeout(() => longPress(press, point), LONG_PRESS_MILLISECONDS)
  presses.set(point.identifier, press)
}

function move(point: TouchPoint): void {
  const press = presses.get(point.identifier)
  if (press === undefined || Math.hypot(point.clientX - press.x, point.clientY - press.y) <= TAP_RADIUS) return
  press.isTap = false
  clearTimeout(press.longPressTimer)
}

function end(point: TouchPoint, cancelled: boolean): void {
  const press = presses.get(point.identifier)
  presses.delete(point.identifier)
  if (press === undefined) return
  clearTimeout(press.longPressTimer)
  if (press.isTap && !cancelled && !isDisabled(press.target)) dispatchTouch(press.target, 'tap', [point], [point])
}

function handle(type: string, event: Event, touches: TouchPoint[], changed: TouchPoint[]): void {
  const target = glassElementOf(event.target)
  if (target === undefined) return
  if (type === 'touchstart') for (const point of changed) begin(target, point)
  if (type === 'touchmove') for (const point of changed) move(point)
  const { prevented } = dispatchTouch(target, type, touches, changed)
  if (prevented && event.cancelable && type === 'touchmove') event.preventDefault()
  if (type === 'touchend' || type === 'touchcancel') for (const point of changed) end(point, type === 'touchcancel')
}

function onTouch(event: TouchEvent): void {
  lastTouchAt = event.timeStamp
  handle(event.type, event, [...event.touches].map(pointOf), [...event.changedTouches].map(pointOf))
}

const MOUSE_TYPES: Record<string, string> = { mousedown: 'touchstart', mousemove: 'touchmove', mouseup: 'touchend' }

function onMouse(event: MouseEvent): void {
  const type = MOUSE_TYPES[event.type]
  const followsTouch = event.timeStamp - lastTouchAt < 1000
  if (type === undefined || followsTouch || (type === 'touchmove' && event.buttons === 0)) return
  const point = pointOf(event)
  handle(type, event, type === 'touchend' ? [] : [point], [point])
}

/** Watch fingers and mouse on the whole document; what they do reaches the program through glass-easel's own events. */
export function startGestures(_sink: EventSink): void {
  const options = { capture: true, passive: false }
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    document.addEventListener(type, onTouch, options)
  }
  for (const type of ['mousedown', 'mousemove', 'mouseup'] as const) document.addEventListener(type, onMouse, options)
}
