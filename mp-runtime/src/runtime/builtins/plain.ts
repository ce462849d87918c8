import { anything, defineBuiltin, flag, number, text } from './define'

/** Boxes and texts without a behaviour of their own. */
export function definePlain(): void {
  defineBuiltin('view', {})
  defineBuiltin('cover-view', { scrollTop: anything() })
  defineBuiltin(
    'text',
    { selectable: flag(), userSelect: flag(), decode: flag(), space: text(), overflow: text(), maxLines: number() },
    (host) => ({
      update() {
        const { selectable, userSelect, space } = host.values
        host.element.toggleAttribute('data-selectable', selectable || userSelect)
        host.element.toggleAttribute('data-space', space !== '')
      },
    }),
  )
  defineBuiltin('share-element', { key: text(), transform: flag(), duration: number(300) })
  defineBuiltin('match-media', { minWidth: number(), maxWidth: number(), width: number(), orientation: text() })
  defineBuiltin(
    'page-meta',
    { pageStyle: text(), rootFontSize: text(), backgroundTextStyle: text(), backgroundColor: text() },
    pageMeta,
  )
  defineBuiltin('navigation-bar', { title: text(), loading: flag(), frontColor: text(), backgroundColor: text() })
  defineBuiltin('official-account', {})
  defineBuiltin('open-data', { type: text() })
}

/** `page-meta` styles the page's root element, e.g. to keep it from scrolling below a sheet. */
function pageMeta(host: { element: HTMLElement; values: { pageStyle: string } }) {
  return {
    update() {
      const style = host.values.pageStyle
      const page = host.element.closest<HTMLElement>('.mp-page')
      host.element.closest('wx-page')?.setAttribute('style', style)
      page?.style.setProperty('overflow-y', /overflow(-y)?:\s*hidden/.test(style) ? 'hidden' : '')
    },
  }
}
