/** The program's own files: pictures chosen, downloaded or drawn, named `wxfile://…` as on a phone. */
interface StoredFile {
  blob: Blob
  address: string
}

const files = new Map<string, StoredFile>()
let count = 0

/** Folder of files that the program keeps. */
export const USER_DATA_PATH = 'wxfile://usr'

export function writeFile(path: string, blob: Blob): void {
  removeFile(path)
  files.set(path, { blob, address: URL.createObjectURL(blob) })
}

/** Store something under a new temporary name. */
export function storeTemporary(blob: Blob, extension: string): string {
  const path = `wxfile://tmp_${Date.now()}_${++count}.${extension}`
  writeFile(path, blob)
  return path
}

export const readFile = (path: string): Blob | undefined => files.get(path)?.blob
export const temporaryAddress = (path: string): string | undefined => files.get(path)?.address

export function removeFile(path: string): boolean {
  const known = files.get(path)
  if (known !== undefined) URL.revokeObjectURL(known.address)
  return files.delete(path)
}

/** `image/jpeg` → `jpg`. */
export function extensionOf(type: string): string {
  const kind = /\/([\w]+)/.exec(type)?.[1] ?? 'bin'
  return kind === 'jpeg' ? 'jpg' : kind
}
