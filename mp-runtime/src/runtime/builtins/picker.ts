import { openPickerPanel } from '../chrome/picker-panel'
import { anything, defineBuiltin, flag, type Host, list, text } from './define'
import {
  type Columns,
  DateColumns,
  regionColumns,
  regionDetail,
  regionIndexes,
  rowText,
  timeColumns,
  timeText,
} from './picker-columns'

const PROPERTIES = {
  mode: text('selector'),
  range: list(),
  rangeKey: text(),
  value: anything(),
  disabled: flag(),
  headerText: text(),
  start: text(),
  end: text(),
  fields: text('day'),
  customItem: text(),
  level: text('region'),
  name: text(),
}
type PickerHost = Host<typeof PROPERTIES>

/** One mode of the picker: its wheels, and what the change event says. */
interface Mode {
  columns(): Columns
  detail(value: number[]): { value: unknown }
  moved?(column: number, value: number[]): Columns | undefined
  /** What the program's `value` becomes after a choice. */
  remembered?(value: number[]): unknown
}

function selector({ values }: PickerHost): Mode {
  return {
    columns: () => ({
      columns: [values.range.map((entry) => rowText(entry, values.rangeKey))],
      value: [Number(values.value ?? 0)],
    }),
    detail: ([index = 0]) => ({ value: index }),
  }
}

function multiSelector(host: PickerHost): Mode {
  const { values } = host
  const current = (): number[] => (Array.isArray(values.value) ? values.value.map(Number) : [])
  return {
    columns: () => ({
      columns: values.range.map((rows) => (rows as unknown[]).map((entry) => rowText(entry, values.rangeKey))),
      value: current(),
    }),
    moved: (column, value) => {
      host.fire('columnchange', { column, value: value[column] ?? 0 })
      return undefined
    },
    detail: (value) => ({ value }),
  }
}

function time({ values }: PickerHost): Mode {
  return { columns: () => timeColumns(String(values.value ?? '')), detail: (value) => ({ value: timeText(value) }) }
}

function date({ values }: PickerHost): Mode {
  const dates = new DateColumns(values.start, values.end, values.fields as 'year' | 'month' | 'day')
  return {
    columns: () => dates.of(String(values.value ?? '')),
    moved: (_column, value) => dates.at(value),
    detail: (value) => ({ value: dates.text(value) }),
  }
}

function region({ values }: PickerHost): Mode {
  return {
    columns: () => regionColumns(regionIndexes(Array.isArray(values.value) ? values.value : [])),
    moved: (column, value) =>
      regionColumns(column === 0 ? [value[0] ?? 0, 0, 0] : column === 1 ? [value[0] ?? 0, value[1] ?? 0, 0] : value),
    detail: regionDetail,
  }
}

const MODES: Record<string, (host: PickerHost) => Mode> = { selector, multiSelector, time, date, region }

async function open(
  host: PickerHost,
  opened: (panel: ReturnType<typeof openPickerPanel> | undefined) => void,
): Promise<void> {
  const mode = (MODES[host.values.mode] ?? selector)(host)
  const panel = openPickerPanel({
    ...mode.columns(),
    title: host.values.headerText,
    onColumn: (column, value) => mode.moved?.(column, value),
  })
  opened(panel)
  const answer = await panel
  opened(undefined)
  if (answer === undefined) return host.fire('cancel', {})
  const detail = mode.detail(answer)
  host.remember('value', detail.value)
  host.fire('change', detail)
}

export function definePicker(): void {
  defineBuiltin('picker', PROPERTIES, (host) => {
    let panel: ReturnType<typeof openPickerPanel> | undefined
    const activate = (): void => {
      if (!host.values.disabled && panel === undefined) void open(host, (opened) => (panel = opened))
    }
    host.onTap(activate)
    return {
      activate,
      /** Columns of a multiSelector change while it is open, after columnchange. */
      update() {
        if (panel === undefined || host.values.mode !== 'multiSelector') return
        const { columns, value } = multiSelector(host).columns()
        panel.update(columns, value)
      },
      formValue: () => host.values.value,
    }
  })
}
