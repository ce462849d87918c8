import type { WindowConfig } from '../../shared/config'

/** WeChat's default distance from the bottom, in px, that counts as reaching it. */
const REACH_BOTTOM_PIXELS = 50

type Call = (name: string, detail?: unknown) => void

/** A page's own scrolling: onPageScroll and onReachBottom. */
export class PageScroll {
  /** Height at which onReachBottom last fired: it fires again only after the page grew or was left. */
  private firedAtHeight = -1

  constructor(
    private readonly host: HTMLElement,
    private readonly config: WindowConfig,
    private readonly call: Call,
    private readonly hears: (name: string) => boolean,
  ) {
    host.addEventListener('scroll', this.onScroll, { passive: true })
    if (config.disableScroll === true) host.style.overflowY = 'hidden'
  }

  private readonly onScroll = (event: Event): void => {
    if (event.target !== this.host) return
    if (this.hears('onPageScroll')) this.call('onPageScroll', { scrollTop: this.host.scrollTop })
    this.checkBottom()
  }

  private checkBottom(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.host
    const left = scrollHeight - scrollTop - clientHeight
    if (left > (this.config.onReachBottomDistance ?? REACH_BOTTOM_PIXELS)) this.firedAtHeight = -1
    else if (this.firedAtHeight !== scrollHeight) {
      this.firedAtHeight = scrollHeight
      this.call('onReachBottom')
    }
  }

  /** Scroll to a height in px. */
  scrollTo(top: number, isSmooth: boolean): void {
    this.host.scrollTo({ top, behavior: isSmooth ? 'smooth' : 'instant' })
  }
}
