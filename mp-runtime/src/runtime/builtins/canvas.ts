import { defineBuiltin, flag, type Host, text } from './define'
import { resolveSource } from '../sources'

const PROPERTIES = { type: text(), canvasId: text(), disableScroll: flag() }

/** A canvas as `node()` gives it: the browser's own, with WeChat's extra functions. */
export type CanvasNode = HTMLCanvasElement & {
  createImage: () => HTMLImageElement
  requestAnimationFrame: (draw: FrameRequestCallback) => number
  cancelAnimationFrame: (handle: number) => void
}

/** Pictures for a canvas are loaded from the places the program knows (`wxfile://`, packaged files). */
function createImage(): HTMLImageElement {
  const image = new Image()
  const setSource = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  // Without it a picture from another origin would make the canvas unreadable.
  image.crossOrigin = 'anonymous'
  Object.defineProperty(image, 'src', {
    get: () => setSource?.get?.call(image) as string,
    set: (source: string) => setSource?.set?.call(image, resolveSource(source).address),
  })
  return image
}

function canvasBehaviour(host: Host<typeof PROPERTIES>) {
  const canvas = document.createElement('canvas')
  host.element.append(canvas)
  const node = Object.assign(canvas, {
    createImage,
    requestAnimationFrame: (draw: FrameRequestCallback) => window.requestAnimationFrame(draw),
    cancelAnimationFrame: (handle: number) => window.cancelAnimationFrame(handle),
  })
  return { node: () => node }
}

export function defineCanvas(): void {
  defineBuiltin('canvas', PROPERTIES, canvasBehaviour)
}
