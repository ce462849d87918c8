/** The server's clock as seen from here: countdowns must not trust a phone that is set wrong. */
let aheadMs = 0

/** Learn from the `Date` header of an answer; a header that cannot be read changes nothing. */
export function noteServerDate(header: string | undefined): void {
  const milliseconds = Date.parse(header ?? '')
  if (!Number.isNaN(milliseconds)) aheadMs = milliseconds - Date.now()
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + aheadMs
}
