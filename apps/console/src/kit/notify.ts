/** Short news at the top of the page, and the plain yes-or-no question. */
import { ElMessage, ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { asRefusal } from '@/api/refusal'

export function tellDone(words: string): void {
  ElMessage({ type: 'success', message: words, grouping: true })
}

export function tellRefused(thrown: unknown): void {
  ElMessage({ type: 'error', message: asRefusal(thrown).message, grouping: true, duration: 5000 })
}

/** Asks; true when the person says yes. */
export async function confirmAct(title: string, consequence: string, yes: string, no = '取消'): Promise<boolean> {
  const choice = ElMessageBox.confirm(consequence, title, { confirmButtonText: yes, cancelButtonText: no })
  return choice.then(
    () => true,
    () => false,
  )
}
