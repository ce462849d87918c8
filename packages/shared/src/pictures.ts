/** The sizes in which every picture is kept, in pixels of the longer side. */
export type PictureSize = 200 | 400 | 800

/** The address of a picture in the size that it is shown in. */
export function pictureUrl(url: string, size: PictureSize): string {
  return url.replace(/\/800\.webp$/, `/${size}.webp`)
}
