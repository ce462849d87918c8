import { behaviourOf } from '../builtins/define'
import { frontPage } from '../current'
import { extensionOf, readFile, removeFile, storeTemporary, USER_DATA_PATH, writeFile } from '../files'
import { resolveSource } from '../sources'
import { ApiFailure, apis } from './define'

interface FileOptions {
  filePath: string
  encoding?: string
  data?: string | ArrayBuffer
}

function existing(path: string): Blob {
  const blob = readFile(path)
  if (blob === undefined) throw new ApiFailure(`no such file or directory "${path}"`)
  return blob
}

async function read({ filePath, encoding }: FileOptions) {
  const buffer = await existing(filePath).arrayBuffer()
  if (encoding === undefined) return { data: buffer }
  if (encoding !== 'base64') return { data: new TextDecoder().decode(buffer) }
  return { data: btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')) }
}

function write({ filePath, data, encoding }: FileOptions): void {
  const bytes =
    encoding === 'base64' && typeof data === 'string'
      ? Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      : (data ?? '')
  writeFile(filePath, new Blob([bytes]))
}

function save({ tempFilePath, filePath }: { tempFilePath: string; filePath?: string }) {
  const target = filePath ?? `${USER_DATA_PATH}/${tempFilePath.split('/').pop()}`
  writeFile(target, existing(tempFilePath))
  return { savedFilePath: target }
}

const manager = {
  ...apis({
    readFile: read,
    writeFile: (options: FileOptions) => write(options),
    access: ({ path }: { path: string }) => void existing(path),
    unlink: ({ filePath }: FileOptions) => {
      if (!removeFile(filePath)) throw new ApiFailure(`no such file or directory "${filePath}"`)
    },
    saveFile: save,
    getFileInfo: ({ filePath }: FileOptions) => ({ size: existing(filePath).size }),
    mkdir: () => undefined,
  }),
  writeFileSync: (filePath: string, data: string | ArrayBuffer, encoding?: string) =>
    write({ filePath, data, encoding }),
  accessSync: (path: string) => void existing(path),
  unlinkSync: (path: string) => void removeFile(path),
  mkdirSync: () => undefined,
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new ApiFailure('canvas is empty')) : resolve(blob)), type, quality),
  )
}

interface CanvasOptions {
  canvas?: HTMLCanvasElement
  canvasId?: string
  fileType?: 'png' | 'jpg'
  quality?: number
}

function canvasOf({ canvas, canvasId }: CanvasOptions): HTMLCanvasElement {
  if (canvas !== undefined) return canvas
  const element = frontPage()?.host.querySelector(`wx-canvas[id="${canvasId ?? ''}"]`)
  const node = element === null || element === undefined ? undefined : behaviourOf(element)?.node?.()
  if (node === undefined) throw new ApiFailure('canvas is empty')
  return node as HTMLCanvasElement
}

async function canvasToFile(options: CanvasOptions) {
  const type = options.fileType === 'jpg' ? 'image/jpeg' : 'image/png'
  const blob = await blobOf(canvasOf(options), type, options.quality)
  return { tempFilePath: storeTemporary(blob, extensionOf(type)) }
}

async function imageInfo({ src }: { src: string }) {
  const image = new Image()
  image.src = resolveSource(src).address
  await image.decode().catch(() => {
    throw new ApiFailure('image not found')
  })
  return {
    width: image.naturalWidth,
    height: image.naturalHeight,
    path: src,
    orientation: 'up',
    type: extensionOf(src),
  }
}

export const fileApis = {
  ...apis({
    canvasToTempFilePath: canvasToFile,
    getImageInfo: imageInfo,
    compressImage: ({ src }: { src: string }) => ({ tempFilePath: src }),
    saveFile: save,
  }),
  getFileSystemManager: () => manager,
}
