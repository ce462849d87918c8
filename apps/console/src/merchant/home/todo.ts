/** The to-do board: what each kind of task is called, and where it is done. */
import type { Dashboard } from '@/api/contract'

type ToDo = Dashboard['to_do'][number]

interface ToDoWords {
  title: string
  /** What follows when nothing is done. */
  consequence: string
  act: string
  path: string
  permission: string
}

const WORDS: Record<string, ToDoWords> = {
  to_ship: { title: '订单待发货', consequence: '逾期未发，买家可能取消或投诉', act: '去发货', path: 'orders?state=to_ship', permission: 'orders.view' },
  low_stock: { title: '库存告急', consequence: '可售数量已到预警线，卖完就无法下单', act: '去补货', path: 'stock?low_only=1', permission: 'products.view' },
}

/** The words of a task; null for a kind that this console does not know. */
export const wordsOf = (kind: string): ToDoWords | null => WORDS[kind] ?? null

/** What really waits, by time left, those without a deadline last; the order of the server decides among equals. */
export function byTimeLeft(tasks: readonly ToDo[]): ToDo[] {
  const rank = (task: ToDo) => task.due_at ?? '9999'
  return tasks.filter((task) => task.count > 0).sort((one, other) => rank(one).localeCompare(rank(other)))
}
