import { make, onPress } from './dom'
import { openOverlay } from './dialogs'

/** Height of one row of a wheel in px. */
export const WHEEL_ROW = 34

/** One column of a picker: rows that snap under the middle line. */
export class Wheel {
  readonly element = make('div', 'mp-wheel')
  private index = 0

  constructor(
    rows: string[],
    private readonly changed: (index: number) => void,
  ) {
    this.setRows(rows, 0)
    this.element.addEventListener('scrollend', () => this.settle(Math.round(this.element.scrollTop / WHEEL_ROW)))
  }

  get value(): number {
    return this.index
  }

  setRows(rows: string[], index: number): void {
    this.element.replaceChildren(
      ...rows.map((text, row) => {
        const element = make('div', 'mp-wheel-row', [text])
        onPress(element, () => this.move(row))
        return element
      }),
    )
    this.index = Math.min(Math.max(0, index), Math.max(0, rows.length - 1))
    this.reveal()
  }

  /** Show the chosen row; needed once more when the wheel enters the page, scroll positions start there. */
  reveal(): void {
    this.element.scrollTop = this.index * WHEEL_ROW
    for (const [row, element] of [...this.element.children].entries()) {
      element.toggleAttribute('data-selected', row === this.index)
    }
  }

  private move(index: number): void {
    this.settle(index)
    this.reveal()
  }

  private settle(index: number): void {
    if (index === this.index) return
    this.index = index
    this.reveal()
    this.changed(index)
  }
}

export interface PickerPanel {
  /** Rows of each column. */
  columns: string[][]
  value: number[]
  title: string
  /** A column moved; may return new columns and values (a month has other days). */
  onColumn?: (column: number, value: number[]) => { columns: string[][]; value: number[] } | undefined
}

function button(kind: string, label: string, act: () => void): HTMLElement {
  const element = make('div', `mp-picker-${kind}`, [label])
  onPress(element, act)
  return element
}

/** Draw the wheels from the bottom; resolves to the row of each column, or undefined when cancelled. */
export function openPickerPanel(
  panel: PickerPanel,
): Promise<number[] | undefined> & { update(columns: string[][], value: number[]): void } {
  let update: (columns: string[][], value: number[]) => void = () => undefined
  const answer = new Promise<number[] | undefined>((resolve) => {
    const wheels = panel.columns.map((rows, column) => new Wheel(rows, () => moved(column)))
    const values = (): number[] => wheels.map((wheel) => wheel.value)
    update = (columns, value) =>
      wheels.forEach((wheel, column) => wheel.setRows(columns[column] ?? [], value[column] ?? 0))
    const moved = (column: number): void => {
      const next = panel.onColumn?.(column, values())
      if (next !== undefined) update(next.columns, next.value)
    }
    const finish = (value?: number[]): void => {
      close()
      resolve(value)
    }
    const head = make('div', 'mp-picker-head', [
      button('cancel', '取消', () => finish()),
      make('span', '', [panel.title]),
      button('confirm', '确定', () => finish(values())),
    ])
    const box = make('div', 'mp-picker-box', [
      head,
      make(
        'div',
        'mp-wheels',
        wheels.map((wheel) => wheel.element),
      ),
    ])
    const mask = make('div', 'mp-mask', [box], { id: 'mp-picker' })
    onPress(mask, () => finish())
    onPress(box, () => undefined)
    const close = openOverlay(mask)
    update(panel.columns, panel.value)
  })
  return Object.assign(answer, { update: (columns: string[][], value: number[]) => update(columns, value) })
}
