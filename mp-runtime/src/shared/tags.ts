/** Tags that WeChat itself draws. In the page they become `wx-*` elements. */
export const BUILTIN_TAGS: ReadonlySet<string> = new Set([
  'button',
  'canvas',
  'checkbox',
  'checkbox-group',
  'cover-image',
  'cover-view',
  'form',
  'icon',
  'image',
  'input',
  'label',
  'map',
  'match-media',
  'movable-area',
  'movable-view',
  'navigation-bar',
  'navigator',
  'official-account',
  'open-data',
  'page-container',
  'page-meta',
  'picker',
  'picker-view',
  'picker-view-column',
  'progress',
  'radio',
  'radio-group',
  'rich-text',
  'root-portal',
  'scroll-view',
  'share-element',
  'slider',
  'swiper',
  'swiper-item',
  'switch',
  'text',
  'textarea',
  'video',
  'view',
  'web-view',
])

/**
 * The element name that a wxml tag gets in the browser.
 *
 * Built-ins become `wx-*`. A component named like an HTML element (`section`) would get that element's behaviour, so
 * every other name without a dash is moved out of the way too.
 */
export function elementName(tag: string): string {
  if (tag === 'page') return 'wx-page'
  if (BUILTIN_TAGS.has(tag)) return `wx-${tag}`
  return tag.includes('-') ? tag : `mp-${tag}`
}
