/** Pictures that go to the server: checked here first, sent one by one. */

export interface Uploaded {
  id: number
  url: string
  width: number
  height: number
}

/** Sends one picture to the branch of the API that the page belongs to. */
export type Upload = (file: File) => Promise<Uploaded>

export const ACCEPTED_PICTURES = 'image/jpeg,image/png,image/webp'
const MAX_BYTES = 5 * 1024 * 1024

/** Why a file cannot be a picture of ours, or ''. */
export function pictureProblem(file: { type: string; size: number }): string {
  if (!ACCEPTED_PICTURES.split(',').includes(file.type)) return '请选择 JPG、PNG 或 WebP 图片'
  return file.size > MAX_BYTES ? '图片不能超过 5 MB，请压缩后再上传' : ''
}
