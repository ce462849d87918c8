import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { pageRect } from '../chrome/phone'
import { frontPage } from '../current'
import { guarded } from '../problems'
import type { Caller } from './query'

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

interface Margins {
  left?: number
  right?: number
  top?: number
  bottom?: number
}

type Listener = (result: Record<string, unknown>) => void

const marginText = ({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): string =>
  `${top}px ${right}px ${bottom}px ${left}px`

function report(entry: IntersectionObserverEntry, element: glassEasel.Element): Record<string, unknown> {
  return {
    id: element.id,
    dataset: { ...element.dataset },
    intersectionRatio: entry.intersectionRatio,
    boundingClientRect: pageRect(entry.boundingClientRect as DOMRect),
    intersectionRect: pageRect(entry.intersectionRect as DOMRect),
    relativeRect: entry.rootBounds === null ? {} : pageRect(entry.rootBounds as DOMRect),
    time: Date.now(),
  }
}

/** `wx.createIntersectionObserver` on the browser's own observer. */
export class PageIntersectionObserver {
  private relative: string | undefined
  private margins: Margins = {}
  private readonly observers: IntersectionObserver[] = []

  constructor(
    private readonly component: Caller | undefined,
    private readonly options: Options = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.relative = selector
    this.margins = margins
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.relative = undefined
    this.margins = margins
    return this
  }

  private find(selector: string): glassEasel.Element[] {
    const root = this.component?._$.getShadowRoot()
    if (this.options.observeAll === true) return root?.querySelectorAll(selector) ?? []
    const first = root?.querySelector(selector)
    return first === null || first === undefined ? [] : [first]
  }

  observe(selector: string, listener: Listener): void {
    // Elements of the update that is being drawn now should be there already.
    setTimeout(() => {
      for (const element of this.find(selector)) this.watch(element, listener)
    })
  }

  private watch(element: glassEasel.Element, listener: Listener): void {
    const box = element.$$ as HTMLElement | null
    const relative =
      this.relative === undefined ? undefined : (this.find(this.relative)[0]?.$$ as HTMLElement | undefined)
    if (box === null) return
    let lastRatio = this.options.initialRatio ?? 0
    const told = (entries: IntersectionObserverEntry[]): void => {
      for (const entry of entries) {
        if (entry.intersectionRatio === lastRatio && !entry.isIntersecting) continue
        lastRatio = entry.intersectionRatio
        guarded('intersection observer', () => listener(report(entry, element)))
      }
    }
    const root = relative ?? frontPage()?.host ?? null
    const observer = new IntersectionObserver(told, {
      root,
      rootMargin: marginText(this.margins),
      threshold: this.options.thresholds ?? [0],
    })
    observer.observe(box)
    this.observers.push(observer)
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect()
  }
}
