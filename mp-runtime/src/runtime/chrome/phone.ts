import { make } from './dom'

/** A phone with a notch, as most are today; a low window stands for one without. */
const NOTCH_FROM_HEIGHT = 780
const NAVIGATION_BAR_HEIGHT = 44
const TAB_BAR_HEIGHT = 50
/** Windows wider than this show the phone as a frame in the middle. */
const FRAME_FROM_WIDTH = 600
const FRAME = { width: 390, height: 844 }
/** WeChat's ⋯ ◎ capsule: size and distances from the right edge and the status bar, in px. */
const CAPSULE = { width: 87, height: 32, right: 7, top: 6 }

export const pagesBox = make('div', '', [], { id: 'mp-pages' })
export const overlayBox = make('div', '', [], { id: 'mp-overlays' })
export const phoneFrame = make('div', '', [pagesBox], { id: 'mp-phone' })

export interface Screen {
  width: number
  height: number
  statusBarHeight: number
  safeBottom: number
}

/** Sizes in px of the screen that the program sees. */
export function screenSize(): Screen {
  const isFramed = window.innerWidth > FRAME_FROM_WIDTH
  const width = isFramed ? FRAME.width : window.innerWidth
  const height = isFramed ? Math.min(FRAME.height, window.innerHeight) : window.innerHeight
  const hasNotch = height >= NOTCH_FROM_HEIGHT
  return { width, height, statusBarHeight: hasNotch ? 47 : 20, safeBottom: hasNotch ? 34 : 0 }
}

export interface PageArea {
  top: number
  bottom: number
  height: number
}

let area: PageArea = { top: 0, bottom: 0, height: 0 }
let areaWanted = { hasNavigationBar: true, hasTabBar: false }

export const pageArea = (): PageArea => area

/** Make room for the bars around the page in front; lengths in `vh` follow. */
export function layoutPageArea(wanted: { hasNavigationBar: boolean; hasTabBar: boolean }): void {
  areaWanted = wanted
  const { width, height, statusBarHeight, safeBottom } = screenSize()
  const top = wanted.hasNavigationBar ? statusBarHeight + NAVIGATION_BAR_HEIGHT : 0
  const bottom = wanted.hasTabBar ? TAB_BAR_HEIGHT + safeBottom : 0
  area = { top, bottom, height: height - top - bottom }
  const lengths: Record<string, number> = {
    'mp-rpx': width / 750,
    'mp-vw': width / 100,
    'mp-vh': area.height / 100,
    'mp-status-bar': statusBarHeight,
    'mp-home-bar': safeBottom,
    'mp-safe-top': wanted.hasNavigationBar ? 0 : statusBarHeight,
    'mp-safe-bottom': wanted.hasTabBar ? 0 : safeBottom,
    'mp-safe-left': 0,
    'mp-safe-right': 0,
    'mp-area-top': top,
    'mp-area-bottom': bottom,
    'mp-width': width,
    'mp-height': height,
  }
  for (const [name, pixels] of Object.entries(lengths)) phoneFrame.style.setProperty(`--${name}`, `${pixels}px`)
}

/** Where the capsule lies, as `wx.getMenuButtonBoundingClientRect` tells it. */
export function capsuleRect() {
  const { width, statusBarHeight } = screenSize()
  const top = statusBarHeight + CAPSULE.top
  const right = width - CAPSULE.right
  return {
    top,
    right,
    bottom: top + CAPSULE.height,
    left: right - CAPSULE.width,
    width: CAPSULE.width,
    height: CAPSULE.height,
  }
}

/** A point of the browser window in the coordinates of the page. */
export function pagePoint(clientX: number, clientY: number): { x: number; y: number } {
  const box = pagesBox.getBoundingClientRect()
  return { x: clientX - box.left, y: clientY - box.top }
}

/** A rectangle of the browser window in the coordinates of the page. */
export function pageRect(rect: DOMRect) {
  const { x: left, y: top } = pagePoint(rect.left, rect.top)
  return { left, top, right: left + rect.width, bottom: top + rect.height, width: rect.width, height: rect.height }
}

/** Put the phone into the document. */
export function mountPhone(bars: HTMLElement[]): void {
  const { width, statusBarHeight } = screenSize()
  phoneFrame.append(...bars, overlayBox)
  document.body.append(phoneFrame)
  phoneFrame.dataset.framed = String(window.innerWidth > FRAME_FROM_WIDTH)
  phoneFrame.style.setProperty('--mp-capsule-top', `${statusBarHeight + CAPSULE.top}px`)
  phoneFrame.style.setProperty('--mp-width', `${width}px`)
  layoutPageArea(areaWanted)
  window.addEventListener('resize', () => layoutPageArea(areaWanted))
}
