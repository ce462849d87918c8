/** Pictures come in three widths; the screen asks for the smallest that fills. */
import { pictureUrl, type PictureSize } from '@lilong/shared'

export interface SizedPicture {
  url: string
}

const WIDTHS: PictureSize[] = [200, 400]

/** The address of the smallest stored width that fills `pixels`. */
export function pictureFor(picture: SizedPicture, pixels: number): string {
  return pictureUrl(picture.url, WIDTHS.find((width) => width >= pixels) ?? 800)
}
