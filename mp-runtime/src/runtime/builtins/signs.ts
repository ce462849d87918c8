import { make } from '../chrome/dom'
import { anything, defineBuiltin, flag, number, text } from './define'

const ICONS: Record<string, [string, string]> = {
  success: ['✓', '#09bb07'],
  success_no_circle: ['✓', '#09bb07'],
  info: ['i', '#10aeff'],
  warn: ['!', '#f76260'],
  waiting: ['◷', '#10aeff'],
  cancel: ['×', '#f43530'],
  download: ['↓', '#09bb07'],
  search: ['⌕', '#b2b2b2'],
  clear: ['×', '#b2b2b2'],
}

const PROGRESS = {
  percent: number(),
  showInfo: flag(),
  borderRadius: text(),
  fontSize: text(),
  strokeWidth: number(6),
  color: text(),
  activeColor: text('#09bb07'),
  backgroundColor: text('#ebebeb'),
  active: flag(),
  activeMode: text(),
  duration: number(30),
}

/** Icons and progress bars. */
export function defineSigns(): void {
  defineBuiltin('icon', { type: text(), size: anything(23), color: text() }, (host) => ({
    update() {
      const [sign, colour] = ICONS[host.values.type] ?? ['', '']
      host.element.textContent = sign
      host.element.style.setProperty('--mp-color', host.values.color || colour)
      host.element.style.setProperty('--mp-size', `${Number.parseFloat(String(host.values.size))}px`)
    },
  }))
  defineBuiltin('progress', PROGRESS, (host) => {
    const fill = make('i')
    const info = make('span')
    host.element.append(make('div', 'mp-bar', [fill]), info)
    return {
      update() {
        const { percent, showInfo, strokeWidth, color, activeColor, backgroundColor, borderRadius } = host.values
        const bar = fill.parentElement as HTMLElement
        Object.assign(bar.style, {
          height: `${strokeWidth}px`,
          background: backgroundColor,
          borderRadius: borderRadius && `${Number.parseFloat(borderRadius)}px`,
        })
        Object.assign(fill.style, {
          width: `${Math.min(100, Math.max(0, percent))}%`,
          background: color || activeColor,
        })
        info.textContent = showInfo ? `${percent}%` : ''
      },
    }
  })
}
