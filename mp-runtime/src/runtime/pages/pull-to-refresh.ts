import type { WindowConfig } from '../../shared/config'
import { make } from '../chrome/dom'

/** How far, in px, a finger must pull before letting go refreshes. */
const PULL_PIXELS = 60

/** Pull a page down at its top, or have the program start it; three dots show until `stopPullDownRefresh`. */
export class PullToRefresh {
  private readonly dots = make('div', 'mp-pull', [make('i'), make('i'), make('i')], { hidden: '' })
  private startY: number | undefined
  private distance = 0

  constructor(
    private readonly host: HTMLElement,
    private readonly config: WindowConfig,
    private readonly refresh: () => void,
  ) {
    host.prepend(this.dots)
    this.dots.dataset.style = config.backgroundTextStyle ?? 'dark'
    host.addEventListener('touchstart', this.onStart, { passive: true })
    host.addEventListener('touchmove', this.onMove, { passive: true })
    host.addEventListener('touchend', this.onEnd, { passive: true })
  }

  get isRefreshing(): boolean {
    return !this.dots.hidden
  }

  /** Show the dots and tell the page. */
  start(): void {
    this.dots.hidden = false
    this.refresh()
  }

  stop(): void {
    this.dots.hidden = true
  }

  private readonly onStart = (event: TouchEvent): void => {
    const mayPull = this.config.enablePullDownRefresh === true && this.host.scrollTop <= 0 && !this.isRefreshing
    this.startY = mayPull ? event.touches[0]?.clientY : undefined
    this.distance = 0
  }

  private readonly onMove = (event: TouchEvent): void => {
    if (this.startY !== undefined) this.distance = (event.touches[0]?.clientY ?? this.startY) - this.startY
  }

  private readonly onEnd = (): void => {
    if (this.startY !== undefined && this.distance > PULL_PIXELS && this.host.scrollTop <= 0) this.start()
    this.startY = undefined
  }
}
