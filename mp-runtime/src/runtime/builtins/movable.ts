import { anything, defineBuiltin, flag, type Host, number, text } from './define'

const PROPERTIES = {
  direction: text('none'),
  inertia: flag(),
  outOfBounds: flag(),
  x: number(),
  y: number(),
  damping: number(20),
  friction: number(2),
  disabled: flag(),
  scale: flag(),
  scaleMin: number(0.1),
  scaleMax: number(10),
  scaleValue: number(1),
  animation: anything(true),
}

/** A box that follows the finger inside its area. */
function movableBehaviour(host: Host<typeof PROPERTIES>) {
  let x = 0
  let y = 0
  let grip: { x: number; y: number } | undefined
  const area = (): DOMRect => (host.element.closest('wx-movable-area') ?? host.element).getBoundingClientRect()
  const limit = (wanted: number, room: number): number => Math.min(Math.max(0, wanted), Math.max(0, room))
  const place = (nextX: number, nextY: number, source: string): void => {
    const inside = area()
    const isMoved = nextX !== x || nextY !== y
    x = limit(nextX, inside.width - host.element.offsetWidth)
    y = limit(nextY, inside.height - host.element.offsetHeight)
    host.element.style.transform = `translate(${x}px, ${y}px) scale(${host.values.scaleValue})`
    if (isMoved) host.fire('change', { x, y, source })
  }
  host.element.addEventListener(
    'touchstart',
    (event) => {
      const touch = event.touches[0]
      if (touch !== undefined && !host.values.disabled) grip = { x: touch.clientX - x, y: touch.clientY - y }
    },
    { passive: true },
  )
  host.element.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0]
      const { direction } = host.values
      if (touch === undefined || grip === undefined || direction === 'none') return
      place(
        direction === 'vertical' ? x : touch.clientX - grip.x,
        direction === 'horizontal' ? y : touch.clientY - grip.y,
        'touch',
      )
    },
    { passive: true },
  )
  host.element.addEventListener('touchend', () => (grip = undefined))
  return { update: () => setTimeout(() => place(host.values.x, host.values.y, '')) }
}

export function defineMovable(): void {
  defineBuiltin('movable-area', { scaleArea: flag() })
  defineBuiltin('movable-view', PROPERTIES, movableBehaviour)
}
