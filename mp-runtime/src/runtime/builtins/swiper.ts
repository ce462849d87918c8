import { make } from '../chrome/dom'
import { anything, defineBuiltin, flag, type Host, number, text } from './define'

const PROPERTIES = {
  current: number(),
  currentItemId: text(),
  autoplay: flag(),
  interval: number(5000),
  duration: number(500),
  circular: flag(),
  vertical: flag(),
  indicatorDots: flag(),
  indicatorColor: text('rgba(0, 0, 0, .3)'),
  indicatorActiveColor: text('#000000'),
  previousMargin: text('0px'),
  nextMargin: text('0px'),
  displayMultipleItems: number(1),
  snapToEdge: flag(),
  easingFunction: text('default'),
  disableTouch: flag(),
  skipHiddenItemLayout: flag(),
  cacheExtent: anything(),
  layoutType: anything(),
  transformerType: anything(),
}
type Source = '' | 'touch' | 'autoplay'

/** Part of the width a finger must travel for the next item. */
const TURN_SHARE = 0.25

/** Slides that follow the finger, turn by themselves, and tell which one is in front. */
class Swiper {
  private index: number
  private given: number
  private timer = 0
  private drag: { x: number; y: number; isAlong?: boolean } | undefined
  private readonly dots = make('div', 'mp-dots')
  private readonly watcher = new MutationObserver(() => this.layout())

  constructor(private readonly host: Host<typeof PROPERTIES>) {
    this.index = this.given = host.values.current
    host.element.append(this.dots)
    this.watcher.observe(host.element, { childList: true })
    host.element.addEventListener('touchstart', this.start, { passive: true })
    host.element.addEventListener('touchmove', this.move, { passive: true })
    host.element.addEventListener('touchend', this.end, { passive: true })
    host.element.addEventListener('transitionend', this.settled)
  }

  private get items(): HTMLElement[] {
    return [...this.host.element.children].filter((one) => one.localName === 'wx-swiper-item') as HTMLElement[]
  }

  update(): void {
    const { current } = this.host.values
    if (current !== this.given) {
      this.given = current
      this.turnTo(current, '')
    }
    this.layout()
    this.schedule()
  }

  removed(): void {
    clearTimeout(this.timer)
    this.watcher.disconnect()
  }

  private schedule(): void {
    clearTimeout(this.timer)
    const { autoplay, interval } = this.host.values
    if (autoplay && !this.isDragging) this.timer = window.setTimeout(() => this.autoTurn(), interval)
  }

  private get isDragging(): boolean {
    return this.drag !== undefined
  }

  /** A page in the background does not turn its slides. */
  private autoTurn(): void {
    const isShown = this.host.element.offsetParent !== null
    if (isShown && this.items.length > 1) this.turnTo((this.index + 1) % this.items.length, 'autoplay')
    this.schedule()
  }

  private turnTo(index: number, source: Source): void {
    const last = this.items.length - 1
    const next = Math.min(Math.max(0, index), Math.max(0, last))
    const isNew = next !== this.index
    this.index = next
    this.layout()
    if (!isNew) return
    this.given = next
    this.host.remember('current', next)
    this.host.fire('change', { current: next, currentItemId: this.items[next]?.dataset.itemId ?? '', source })
  }

  private readonly settled = (event: Event): void => {
    if (event.target === this.items[this.index]) this.host.fire('animationfinish', { current: this.index, source: '' })
  }

  /** Distance of an item from the front in items; circular swipers take the short way round. */
  private offsetOf(position: number): number {
    const count = this.items.length
    const straight = position - this.index
    if (!this.host.values.circular || count < 3) return straight
    if (straight > count / 2) return straight - count
    return straight < -count / 2 ? straight + count : straight
  }

  private layout(dragPixels = 0): void {
    const { vertical, duration, previousMargin, nextMargin, displayMultipleItems } = this.host.values
    const axis = vertical ? 'Y' : 'X'
    this.items.forEach((item, position) => {
      item.style.inset = vertical ? `${previousMargin} 0 ${nextMargin} 0` : `0 ${nextMargin} 0 ${previousMargin}`
      item.style[vertical ? 'height' : 'width'] =
        `calc((100% - ${previousMargin} - ${nextMargin}) / ${displayMultipleItems})`
      item.style.transition = this.isDragging ? 'none' : `transform ${duration}ms`
      item.style.transform = `translate${axis}(calc(${this.offsetOf(position) * 100}% + ${dragPixels}px))`
    })
    this.drawDots()
  }

  private drawDots(): void {
    const { indicatorDots, indicatorColor, indicatorActiveColor, vertical } = this.host.values
    this.dots.hidden = !indicatorDots
    this.dots.dataset.vertical = String(vertical)
    if (!indicatorDots) return
    const dots = this.items.map((_item, position) => {
      const dot = make('i')
      dot.style.background = position === this.index ? indicatorActiveColor : indicatorColor
      return dot
    })
    this.dots.replaceChildren(...dots)
  }

  private readonly start = (event: TouchEvent): void => {
    const touch = event.touches[0]
    if (this.host.values.disableTouch || touch === undefined) return
    this.drag = { x: touch.clientX, y: touch.clientY }
    clearTimeout(this.timer)
  }

  private distance(event: TouchEvent): number {
    const touch = event.changedTouches[0]
    if (this.drag === undefined || touch === undefined) return 0
    const across = touch.clientX - this.drag.x
    const down = touch.clientY - this.drag.y
    // The first movement decides whether the finger turns slides or scrolls the page.
    this.drag.isAlong ??= this.host.values.vertical
      ? Math.abs(down) > Math.abs(across)
      : Math.abs(across) > Math.abs(down)
    return this.drag.isAlong ? (this.host.values.vertical ? down : across) : 0
  }

  private readonly move = (event: TouchEvent): void => {
    const distance = this.distance(event)
    if (distance === 0) return
    this.layout(distance)
    this.host.fire('transition', this.host.values.vertical ? { dx: 0, dy: -distance } : { dx: -distance, dy: 0 })
  }

  private readonly end = (event: TouchEvent): void => {
    const distance = this.distance(event)
    this.drag = undefined
    const box = this.host.element.getBoundingClientRect()
    const share = distance / (this.host.values.vertical ? box.height : box.width)
    const step = Math.abs(share) < TURN_SHARE ? 0 : share < 0 ? 1 : -1
    const count = this.items.length
    const next = this.host.values.circular && count > 0 ? (this.index + step + count) % count : this.index + step
    this.turnTo(next, 'touch')
    this.schedule()
  }
}

export function defineSwiper(): void {
  defineBuiltin('swiper', PROPERTIES, (host) => {
    const swiper = new Swiper(host)
    return { update: () => swiper.update(), removed: () => swiper.removed() }
  })
  defineBuiltin('swiper-item', { itemId: text(), skipHiddenItemLayout: flag() }, (host) => ({
    update: () => {
      host.element.dataset.itemId = host.values.itemId
    },
  }))
}
