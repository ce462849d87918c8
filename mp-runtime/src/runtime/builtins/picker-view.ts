import { WHEEL_ROW } from '../chrome/picker-panel'
import { anything, defineBuiltin, flag, type Host, list, text } from './define'

const PROPERTIES = {
  value: list(),
  indicatorStyle: text(),
  indicatorClass: text(),
  maskStyle: text(),
  maskClass: text(),
  immediateChange: flag(),
  name: text(),
}

/** Wheels inside the page: every column is a snapping scroller of the program's own rows. */
function pickerViewBehaviour(host: Host<typeof PROPERTIES>) {
  const columns = (): HTMLElement[] => [...host.element.querySelectorAll<HTMLElement>('wx-picker-view-column')]
  const rowHeight = (): number =>
    Number.parseFloat(/height:\s*([\d.]+)px/.exec(host.values.indicatorStyle)?.[1] ?? `${WHEEL_ROW}`)
  const chosen = (): number[] => columns().map((column) => Math.round(column.scrollTop / rowHeight()))
  const place = (): void => {
    columns().forEach((column, index) => {
      column.scrollTop = Number(host.values.value[index] ?? 0) * rowHeight()
    })
  }
  host.element.addEventListener(
    'scrollend',
    () => {
      const value = chosen()
      if (JSON.stringify(value) === JSON.stringify(host.values.value)) return
      host.remember('value', value)
      host.fire('change', { value })
      host.fire('pickend', {})
    },
    true,
  )
  host.element.addEventListener('touchstart', () => host.fire('pickstart', {}), { passive: true })
  return {
    update() {
      host.element.style.setProperty('--mp-row', `${rowHeight()}px`)
      // Columns are placed after their parent.
      setTimeout(place)
    },
    formValue: chosen,
  }
}

export function definePickerView(): void {
  defineBuiltin('picker-view', PROPERTIES, pickerViewBehaviour)
  defineBuiltin('picker-view-column', { placeholder: anything() })
}
