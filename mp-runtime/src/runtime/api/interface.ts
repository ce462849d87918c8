import { openActionSheet, openModal, openPreview } from '../chrome/dialogs'
import { hideToast, showToast, type ToastIcon } from '../chrome/toast'
import { reportError } from '../problems'
import { resolveSource } from '../sources'
import { ApiFailure, apis } from './define'

interface ToastOptions {
  title?: string
  icon?: ToastIcon
  image?: string
  duration?: number
  mask?: boolean
}

interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  confirmText?: string
  confirmColor?: string
  cancelText?: string
  cancelColor?: string
  editable?: boolean
  placeholderText?: string
}

/** WeChat cuts button texts of a modal at four characters and refuses longer ones. */
const BUTTON_TEXT_LIMIT = 4
const ACTION_SHEET_LIMIT = 6

function checkButton(kind: string, text: string): void {
  if (text.length <= BUTTON_TEXT_LIMIT) return
  reportError(`showModal:fail ${kind} length should not larger than ${BUTTON_TEXT_LIMIT} Chinese characters: ${text}`)
  throw new ApiFailure(`${kind} length should not larger than ${BUTTON_TEXT_LIMIT} Chinese characters`)
}

async function modal(options: ModalOptions) {
  const confirmText = options.confirmText ?? '确定'
  const cancelText = options.cancelText ?? '取消'
  checkButton('confirmText', confirmText)
  checkButton('cancelText', cancelText)
  return {
    ...(await openModal({
      title: options.title ?? '',
      content: options.content ?? '',
      confirmText,
      cancelText,
      showCancel: options.showCancel !== false,
      confirmColor: options.confirmColor ?? '#576b95',
      cancelColor: options.cancelColor ?? '#000000',
      editable: options.editable === true,
      placeholder: options.placeholderText ?? '',
    })),
  }
}

async function actionSheet({
  itemList,
  itemColor,
  alertText,
}: {
  itemList: string[]
  itemColor?: string
  alertText?: string
}) {
  if (itemList.length === 0 || itemList.length > ACTION_SHEET_LIMIT) {
    reportError(`showActionSheet:fail ${itemList.length} items; WeChat draws 1 to ${ACTION_SHEET_LIMIT}`)
    throw new ApiFailure(`parameter error: itemList should have 1 to ${ACTION_SHEET_LIMIT} items`)
  }
  const tapIndex = await openActionSheet(itemList, itemColor ?? '#000000', alertText)
  if (tapIndex === undefined) throw new ApiFailure('cancel')
  return { tapIndex }
}

const address = (source: string): string => resolveSource(source).address

/** What WeChat draws over the page. */
export const overlays = apis({
  showToast: ({ title, icon, image, duration, mask }: ToastOptions) =>
    showToast({
      title: title ?? '',
      icon: image === undefined ? (icon ?? 'success') : 'none',
      mask: mask === true,
      duration: duration ?? 1500,
    }),
  hideToast: () => hideToast(),
  showLoading: ({ title, mask }: ToastOptions) =>
    showToast({ title: title ?? '', icon: 'loading', mask: mask === true }),
  hideLoading: () => hideToast(),
  showModal: modal,
  showActionSheet: actionSheet,
  previewImage: ({ urls, current }: { urls: string[]; current?: string | number }) => {
    const start = typeof current === 'number' ? current : urls.indexOf(current ?? '')
    openPreview(urls.map(address), start)
  },
  previewMedia: ({ sources, current }: { sources: { url: string }[]; current?: number }) =>
    openPreview(
      sources.map(({ url }) => address(url)),
      current ?? 0,
    ),
})
