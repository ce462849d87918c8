/**
 * WeChat's lengths in terms of custom properties of the phone frame.
 *
 * The page is not the browser window (title bar, tab bar, a phone drawn on a wide screen), so `vw`, `vh` and the safe
 * area follow `--mp-vw`, `--mp-vh` and `--mp-safe-*`; `rpx` is a 750th of the phone's width.
 */
const LENGTH = /(-?(?:\d+\.)?\d*\.?\d+)(rpx|vw|vh)\b/g
const SAFE_AREA = /\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/g
const URL_PART = /(url\((?:"[^"]*"|'[^']*'|[^)]*)\))/

function convertPart(css: string): string {
  return css
    .replace(LENGTH, (_match, amount: string, unit: string) => `calc(var(--mp-${unit}) * ${amount})`)
    .replace(SAFE_AREA, (_match, side: string) => `var(--mp-safe-${side})`)
}

/** Rewrite the lengths of a declaration value or a whole style attribute; data inside `url()` stays as it is. */
export function convertUnits(css: string): string {
  if (!/rpx|vw|vh|safe-area-inset/.test(css)) return css
  return css
    .split(URL_PART)
    .map((part, index) => (index % 2 === 1 ? part : convertPart(part)))
    .join('')
}
