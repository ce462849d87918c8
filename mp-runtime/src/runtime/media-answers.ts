import { answers, type ChosenFile } from './answers'
import { extensionOf, storeTemporary } from './files'

export interface PickedFile {
  tempFilePath: string
  size: number
  name: string
  fileType: 'image' | 'video'
}

/** A picture of one colour with a number on it, so that several can be told apart on a screenshot. */
async function drawSample(index: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(320, 320)
  const context = canvas.getContext('2d')
  if (context !== null) {
    context.fillStyle = `hsl(${(index * 67) % 360} 45% 60%)`
    context.fillRect(0, 0, 320, 320)
    context.fillStyle = '#fff'
    context.font = '120px sans-serif'
    context.fillText(String(index + 1), 125, 200)
  }
  return canvas.convertToBlob({ type: 'image/png' })
}

function decode(base64: string, type: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type })
}

async function store(file: ChosenFile, index: number): Promise<PickedFile> {
  const type = file.type ?? 'image/png'
  const blob = file.base64 === undefined ? await drawSample(index) : decode(file.base64, type)
  const tempFilePath = storeTemporary(blob, extensionOf(type))
  return {
    tempFilePath,
    size: blob.size,
    name: file.name ?? `${index + 1}.png`,
    fileType: type.startsWith('video') ? 'video' : 'image',
  }
}

/** Files that the owner picks: those of the answer, or one drawn sample; none when cancelled. */
export async function pickFiles(limit: number): Promise<PickedFile[]> {
  if (answers.media === false) return []
  const chosen = answers.media ?? [{}]
  return Promise.all(chosen.slice(0, limit).map(store))
}
