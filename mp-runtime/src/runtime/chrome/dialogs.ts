import { make, onPress } from './dom'
import { overlayBox } from './phone'

/** Put something over the page; returns the function that takes it away. */
export function openOverlay(element: HTMLElement): () => void {
  overlayBox.append(element)
  return () => element.remove()
}

export interface ModalLook {
  title: string
  content: string
  confirmText: string
  confirmColor: string
  cancelText: string
  cancelColor: string
  showCancel: boolean
  editable: boolean
  placeholder: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  /** What was typed into an editable modal. */
  content?: string
}

function modalButton(kind: string, label: string, color: string, act: () => void): HTMLElement {
  const button = make('div', `mp-modal-button mp-${kind}`, [label])
  button.style.color = color
  onPress(button, act)
  return button
}

/** Draw `wx.showModal` and wait for a button. */
export function openModal(look: ModalLook): Promise<ModalAnswer> {
  return new Promise((answer) => {
    const field = make('input', 'mp-modal-field', [], { placeholder: look.placeholder })
    const modal = make('div', 'mp-mask', [], { id: 'mp-modal', role: 'dialog' })
    const close = openOverlay(modal)
    const finish = (confirm: boolean): void => {
      close()
      answer({ confirm, cancel: !confirm, ...(look.editable && confirm ? { content: field.value } : {}) })
    }
    field.value = look.editable ? look.content : ''
    const body = look.editable ? field : make('div', 'mp-modal-content', [look.content])
    const cancel = look.showCancel
      ? [modalButton('cancel', look.cancelText, look.cancelColor, () => finish(false))]
      : []
    const confirm = modalButton('confirm', look.confirmText, look.confirmColor, () => finish(true))
    const title = look.title === '' ? [] : [make('div', 'mp-modal-title', [look.title])]
    modal.append(make('div', 'mp-modal-box', [...title, body, make('div', 'mp-modal-buttons', [...cancel, confirm])]))
  })
}

/** Draw `wx.showActionSheet`; resolves to the chosen index or undefined when cancelled. */
export function openActionSheet(items: string[], color: string, title = ''): Promise<number | undefined> {
  return new Promise((answer) => {
    const mask = make('div', 'mp-mask', [], { id: 'mp-sheet' })
    const close = openOverlay(mask)
    const finish = (index?: number): void => {
      close()
      answer(index)
    }
    const rows = items.map((text, index) => {
      const row = make('div', 'mp-sheet-item', [text])
      row.style.color = color
      onPress(row, () => finish(index))
      return row
    })
    const cancel = make('div', 'mp-sheet-cancel', ['取消'])
    onPress(cancel, () => finish())
    onPress(mask, () => finish())
    const head = title === '' ? [] : [make('div', 'mp-sheet-title', [title])]
    mask.append(make('div', 'mp-sheet-box', [...head, ...rows, cancel]))
  })
}

/** Draw `wx.previewImage`: one picture at a time, a tap closes it. */
export function openPreview(sources: string[], start: number): void {
  let index = Math.max(0, start)
  const picture = make('img')
  const counter = make('span', 'mp-preview-counter')
  const preview = make('div', 'mp-mask', [picture, counter], { id: 'mp-preview' })
  const draw = (): void => {
    picture.src = sources[index] ?? ''
    counter.textContent = `${index + 1}/${sources.length}`
  }
  const close = openOverlay(preview)
  onPress(preview, close)
  onPress(counter, () => {
    index = (index + 1) % sources.length
    draw()
  })
  draw()
}

/** Forget everything that lies over the page, as a restart does. */
export function closeOverlays(): void {
  overlayBox.replaceChildren()
}
