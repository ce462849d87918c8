import { make } from '../chrome/dom'
import { anything, defineBuiltin, flag, type Host, number, text } from './define'

const PROPERTIES = {
  scrollX: flag(),
  scrollY: flag(),
  upperThreshold: number(50),
  lowerThreshold: number(50),
  scrollTop: anything(),
  scrollLeft: anything(),
  scrollIntoView: text(),
  scrollIntoViewOffset: number(),
  scrollWithAnimation: flag(),
  enableBackToTop: flag(),
  enableFlex: flag(),
  scrollAnchoring: flag(),
  refresherEnabled: flag(),
  refresherThreshold: number(45),
  refresherDefaultStyle: text('black'),
  refresherBackground: text(),
  refresherTriggered: flag(),
  bounces: flag(true),
  showScrollbar: flag(true),
  pagingEnabled: flag(),
  fastDeceleration: flag(),
  enhanced: flag(),
  enablePassive: anything(),
  type: text(),
  usingSticky: flag(),
  scrollIntoViewAlignment: text('start'),
}
type ScrollHost = Host<typeof PROPERTIES>

/** Fires at the edges once per arrival, as WeChat does. */
class Edges {
  private isAtStart = true
  private firedAt = -1

  constructor(private readonly host: ScrollHost) {}

  check(): void {
    const { element, values } = this.host
    const isVertical = values.scrollY
    const before = isVertical ? element.scrollTop : element.scrollLeft
    const whole = isVertical ? element.scrollHeight : element.scrollWidth
    const after = whole - before - (isVertical ? element.clientHeight : element.clientWidth)
    const isAtStart = before <= values.upperThreshold
    if (isAtStart && !this.isAtStart) this.host.fire('scrolltoupper', { direction: isVertical ? 'top' : 'left' })
    this.isAtStart = isAtStart
    if (after > values.lowerThreshold) this.firedAt = -1
    else if (this.firedAt !== whole) {
      this.firedAt = whole
      this.host.fire('scrolltolower', { direction: isVertical ? 'bottom' : 'right' })
    }
  }
}

/** The pull-down refresher of a scroll view. */
class Refresher {
  readonly dots = make('div', 'mp-pull', [make('i'), make('i'), make('i')], { hidden: '' })
  private startY: number | undefined
  private distance = 0

  constructor(private readonly host: ScrollHost) {
    host.element.prepend(this.dots)
    host.element.addEventListener('touchstart', this.start, { passive: true })
    host.element.addEventListener('touchmove', this.move, { passive: true })
    host.element.addEventListener('touchend', this.end, { passive: true })
  }

  private readonly start = (event: TouchEvent): void => {
    const mayPull = this.host.values.refresherEnabled && this.host.element.scrollTop <= 0
    this.startY = mayPull ? event.touches[0]?.clientY : undefined
    this.distance = 0
  }

  private readonly move = (event: TouchEvent): void => {
    if (this.startY === undefined) return
    this.distance = (event.touches[0]?.clientY ?? this.startY) - this.startY
    if (this.distance > 0) this.host.fire('refresherpulling', { dy: this.distance })
  }

  private readonly end = (): void => {
    if (this.startY === undefined || this.distance <= 0) return
    if (this.distance < this.host.values.refresherThreshold)
      return this.host.fire('refresherabort', { dy: this.distance })
    this.show(true)
    this.host.fire('refresherrefresh', { dy: this.distance })
  }

  show(isShown: boolean): void {
    if (!isShown && !this.dots.hidden) this.host.fire('refresherrestore', {})
    this.dots.hidden = !isShown
  }
}

function scrollDetail(element: HTMLElement, last: { top: number; left: number }) {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
  return {
    scrollTop,
    scrollLeft,
    scrollHeight,
    scrollWidth,
    deltaX: last.left - scrollLeft,
    deltaY: last.top - scrollTop,
  }
}

/** Change the position only when the program's value changed: a finger may have moved it since. */
function positionSetter(host: ScrollHost) {
  const seen: Record<string, unknown> = { scrollTop: null, scrollLeft: null, scrollIntoView: '' }
  const behavior = (): ScrollBehavior => (host.values.scrollWithAnimation ? 'smooth' : 'instant')
  const pixels = (given: unknown): number => {
    const amount = Number.parseFloat(String(given))
    return String(given).endsWith('rpx') ? (amount * host.element.getBoundingClientRect().width) / 750 : amount
  }
  return () => {
    const { scrollTop, scrollLeft, scrollIntoView } = host.values
    if (scrollTop !== null && scrollTop !== seen.scrollTop)
      host.element.scrollTo({ top: pixels(scrollTop), behavior: behavior() })
    if (scrollLeft !== null && scrollLeft !== seen.scrollLeft)
      host.element.scrollTo({ left: pixels(scrollLeft), behavior: behavior() })
    if (scrollIntoView !== '' && scrollIntoView !== seen.scrollIntoView) scrollTo(host, scrollIntoView, behavior())
    Object.assign(seen, { scrollTop, scrollLeft, scrollIntoView })
  }
}

function scrollTo(host: ScrollHost, id: string, behavior: ScrollBehavior): void {
  // Items of the same update are placed after this property is set.
  setTimeout(() => {
    const target = host.element.querySelector(`[id="${CSS.escape(id)}"]`)
    if (target === null) return
    const from = host.element.getBoundingClientRect()
    const to = target.getBoundingClientRect()
    host.element.scrollBy({
      top: host.values.scrollY ? to.top - from.top : 0,
      left: host.values.scrollX ? to.left - from.left : 0,
      behavior,
    })
  })
}

function scrollViewBehaviour(host: ScrollHost) {
  const edges = new Edges(host)
  const refresher = new Refresher(host)
  const setPosition = positionSetter(host)
  let last = { top: 0, left: 0 }
  host.element.addEventListener(
    'scroll',
    (event) => {
      if (event.target !== host.element) return
      host.fire('scroll', scrollDetail(host.element, last))
      last = { top: host.element.scrollTop, left: host.element.scrollLeft }
      edges.check()
    },
    { passive: true },
  )
  return {
    update() {
      const { scrollX, scrollY, showScrollbar, enhanced, enableFlex, refresherTriggered } = host.values
      host.element.style.overflowX = scrollX ? 'auto' : 'hidden'
      host.element.style.overflowY = scrollY ? 'auto' : 'hidden'
      host.element.toggleAttribute('data-bare', enhanced && !showScrollbar)
      host.element.toggleAttribute('data-flex', enableFlex)
      refresher.show(refresherTriggered)
      setPosition()
    },
    node: () => ({
      scrollTo: ({ top, left, animated }: { top?: number; left?: number; animated?: boolean }) =>
        host.element.scrollTo({ top, left, behavior: animated === false ? 'instant' : 'smooth' }),
      scrollIntoView: (selector: string) => scrollTo(host, selector.replace(/^#/, ''), 'smooth'),
    }),
  }
}

export function defineScrollView(): void {
  defineBuiltin('scroll-view', PROPERTIES, scrollViewBehaviour)
}
