/**
 * Names of the browser that mini program code must not see: its JavaScript runs without a page.
 *
 * They become parameters of every module's wrapper that stay undefined.
 */
export const HIDDEN_GLOBALS = [
  'window',
  'self',
  'document',
  'navigator',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'alert',
  'confirm',
  'prompt',
  'Image',
  'Blob',
  'File',
  'FileReader',
  'FormData',
  'customElements',
  'indexedDB',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'getComputedStyle',
] as const
