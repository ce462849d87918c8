import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { glassElementOf } from '../engine/gestures'

interface Hovering {
  element: glassEasel.Element
  className: string
}

const HOVER_TAGS = 'wx-view,wx-button,wx-navigator'
let hovering: Hovering[] = []

/** `button-hover` is WeChat's own look of a pressed button; everything else hovers only when asked to. */
function hoverClassOf(box: Element, element: glassEasel.GeneralComponent): string {
  const given = (element.data as Record<string, unknown>).hoverClass as string | null
  if (given !== null) return given === 'none' ? '' : given
  return box.localName === 'wx-button' ? 'button-hover' : ''
}

function collect(target: EventTarget | null): Hovering[] {
  const found: Hovering[] = []
  let box = target instanceof Element ? target.closest(HOVER_TAGS) : null
  while (box !== null) {
    const element = glassElementOf(box) as glassEasel.GeneralComponent | undefined
    const className = element === undefined ? '' : hoverClassOf(box, element)
    if (element !== undefined && className !== '') found.push({ element, className })
    box = box.parentElement?.closest(HOVER_TAGS) ?? null
  }
  return found
}

function release(): void {
  for (const { element, className } of hovering) element.toggleNodeClass(className, false)
  hovering = []
}

function press(event: Event): void {
  release()
  hovering = collect(event.target)
  for (const { element, className } of hovering) element.toggleNodeClass(className, true)
}

/** Give pressed views, buttons and navigators their `hover-class`. */
export function startHover(): void {
  document.addEventListener('pointerdown', press, { passive: true })
  for (const type of ['pointerup', 'pointercancel'] as const)
    document.addEventListener(type, release, { passive: true })
}
