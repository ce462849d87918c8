import { reportError } from '../problems'
import { resolveSource } from '../sources'
import { anything, defineBuiltin, flag, type Host, text } from './define'

/** How WeChat's modes map to CSS: [object-fit, object-position]. */
const MODES: Record<string, [string, string]> = {
  scaleToFill: ['fill', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', 'center'],
  heightFix: ['fill', 'center'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'left top'],
  'top right': ['none', 'right top'],
  'bottom left': ['none', 'left bottom'],
  'bottom right': ['none', 'right bottom'],
}

const PROPERTIES = {
  src: text(),
  mode: text('scaleToFill'),
  lazyLoad: flag(),
  webp: flag(),
  showMenuByLongpress: flag(),
  fadeIn: flag(),
  forceHttps: anything(),
  draggable: flag(),
}

function imageBehaviour(host: Host<typeof PROPERTIES>) {
  const picture = document.createElement('img')
  picture.alt = ''
  picture.draggable = false
  let shown = ''
  picture.addEventListener('load', () =>
    host.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight }),
  )
  picture.addEventListener('error', () => {
    picture.remove()
    host.fire('error', { errMsg: `GET ${host.values.src} failed` })
  })
  const load = (source: string): void => {
    shown = source
    if (source === '') return picture.remove()
    const { address, isMissing } = resolveSource(source, host.component)
    if (isMissing) reportError(`<image> file is not in the package: ${source}`)
    picture.loading = host.values.lazyLoad ? 'lazy' : 'eager'
    picture.src = address
    host.element.append(picture)
  }
  return {
    update() {
      const { src, mode } = host.values
      const [fit, position] = MODES[mode] ?? ['fill', 'center']
      host.element.dataset.mode = mode
      picture.style.objectFit = fit
      picture.style.objectPosition = position
      if (src !== shown) load(src)
    },
  }
}

export function defineImage(): void {
  defineBuiltin('image', PROPERTIES, imageBehaviour)
  defineBuiltin('cover-image', PROPERTIES, imageBehaviour)
}
