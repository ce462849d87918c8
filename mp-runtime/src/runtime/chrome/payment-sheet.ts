import { openOverlay } from './dialogs'
import { make, onPress } from './dom'

/** Draw WeChat's payment sheet and wait for the owner's decision. */
export function openPaymentSheet(): Promise<'success' | 'cancel'> {
  return new Promise((answer) => {
    const mask = make('div', 'mp-mask', [], { id: 'mp-payment' })
    const close = openOverlay(mask)
    const finish = (decision: 'success' | 'cancel'): void => {
      close()
      answer(decision)
    }
    const cancel = make('div', 'mp-payment-cancel', ['×'], { 'aria-label': '取消支付' })
    const confirm = make('div', 'mp-payment-confirm', ['确认支付'])
    onPress(cancel, () => finish('cancel'))
    onPress(confirm, () => finish('success'))
    const notice = make('p', '', ['模拟支付，不会扣款'])
    mask.append(make('div', 'mp-payment-box', [cancel, make('b', '', ['微信支付']), notice, confirm]))
  })
}
