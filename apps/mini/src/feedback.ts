/** A word at the foot of what a person did: short notes and questions. */

/** A note that goes away by itself; long sentences stay longer. */
export function toast(title: string): void {
  uni.showToast({ title, icon: 'none', duration: title.length > 12 ? 2_600 : 1_600 })
}

export function praise(title: string): void {
  uni.showToast({ title, icon: 'success', duration: 1_500 })
}

export interface Question {
  title: string
  content?: string
  confirmText: string
  cancelText?: string
}

/** Ask before something that cannot be taken back. True when the person wants it. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    uni.showModal({
      title: question.title,
      content: question.content ?? '',
      confirmText: question.confirmText,
      cancelText: question.cancelText ?? '再想想',
      confirmColor: '#C2412B',
      cancelColor: '#756B64',
      success: ({ confirm: isWanted }) => resolve(isWanted),
      fail: () => resolve(false),
    })
  })
}

/** Offer some possibilities; the index of the chosen one, null when none was. */
export function choose(options: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    uni.showActionSheet({ itemList: options, success: ({ tapIndex }) => resolve(tapIndex), fail: () => resolve(null) })
  })
}

export function copy(text: string): void {
  uni.setClipboardData({ data: text, showToast: false, success: () => toast('已复制') })
}
