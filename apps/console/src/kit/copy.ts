import { tellDone, tellRefused } from './notify'

/** Puts words on the clipboard and says so. */
export async function copyText(words: string): Promise<void> {
  await navigator.clipboard.writeText(words).then(() => tellDone('已复制'), tellRefused)
}
