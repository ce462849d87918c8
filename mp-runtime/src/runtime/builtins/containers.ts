import { pagesBox } from '../chrome/phone'
import { anything, defineBuiltin, flag, type Host, number, text } from './define'

const PAGE_CONTAINER = {
  show: flag(),
  duration: number(300),
  zIndex: number(100),
  overlay: flag(true),
  position: text('bottom'),
  round: flag(),
  closeOnSlideDown: flag(),
  overlayStyle: text(),
  customStyle: text(),
}

/** A sheet over the page; going back closes it before the page. */
function pageContainerBehaviour(host: Host<typeof PAGE_CONTAINER>) {
  let isShown = false
  host.element.addEventListener('pointerup', (event) => {
    if (event.target !== host.element) return
    host.fire('clickoverlay', {})
    close()
  })
  const close = (): void => {
    host.remember('show', false)
  }
  const change = (show: boolean): void => {
    isShown = show
    host.element.toggleAttribute('data-shown', show)
    const stages = show ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave']
    for (const stage of stages) host.fire(stage, {})
  }
  host.element.addEventListener('mp-back', close)
  return {
    update() {
      const { show, position, round, zIndex, overlay } = host.values
      Object.assign(host.element.dataset, { position, round: String(round), overlay: String(overlay) })
      host.element.style.zIndex = String(zIndex)
      if (show !== isShown) change(show)
    },
  }
}

/** Close the page container that is open, if any; back gestures ask this first. */
export function closePageContainer(page: HTMLElement): boolean {
  const open = page.querySelector('wx-page-container[data-shown]')
  open?.dispatchEvent(new CustomEvent('mp-back'))
  return open !== null
}

/**
 * `root-portal` takes its children out of boxes that would clip or transform them.
 *
 * The element stays where it is in the tree (glass-easel relies on that) and is shown in the browser's top layer.
 */
function rootPortalBehaviour(host: Host<{ enable: ReturnType<typeof flag> }>) {
  const { element } = host
  return {
    update() {
      const isOpen = element.hasAttribute('popover')
      if (host.values.enable === isOpen || !element.isConnected) return
      if (isOpen) return element.removeAttribute('popover')
      element.setAttribute('popover', 'manual')
      element.style.setProperty('--mp-left', `${pagesBox.getBoundingClientRect().left}px`)
      element.showPopover()
    },
  }
}

export function defineContainers(): void {
  defineBuiltin('page-container', { ...PAGE_CONTAINER, mark: anything() }, pageContainerBehaviour)
  defineBuiltin('root-portal', { enable: flag(true) }, rootPortalBehaviour)
}
