import type { PaymentFields } from '@lilong/shared'

/** How a person is recognised here: unnoticed, by a visit to another page and back, or not at all. */
export type SignInWay = 'silently' | 'by_visit' | 'not_here'

/** This program cannot do that where it runs; the message says where it can be done. */
export class NotHere extends Error {
  override readonly name = 'NotHere'
}

/** What the payment sheet reported. The truth is the server's: ask it afterwards. */
export type PaymentOutcome = 'done' | 'cancelled'

/** Where the title row of a page with its own head lies, in px. */
export interface TitleRow {
  /** Height of the system's status bar. */
  top: number
  height: number
  /** Width at the right that WeChat's capsule covers. */
  right: number
}

/** Everything in which the programs differ that are built from this source. */
export interface Platform {
  readonly signInWay: SignInWay
  /** Origin of the API, without a slash at the end; empty when this page came from it. */
  apiOrigin(): string
  /** A one-time code for POST /sessions/wechat. By a visit the page is left, and this never answers. */
  signInCode(): Promise<string>
  /** The code with which a visit to the sign-in page came back; each is given once. */
  takeReturnedCode(): string | null
  /** Show the payment sheet. In a browser the page is left and comes back at `returnPage`. */
  pay(fields: PaymentFields, returnPage: string): Promise<PaymentOutcome>
  /** What the payment sheet said on coming back to this page, if that is how the page was opened; told once. */
  takeReturnedPayment(): PaymentOutcome | null
  titleRow(): TitleRow
  /** Tell now, and at each change, whether there is a network. */
  watchNetwork(note: (isConnected: boolean) => void): void
  /** Tell of every fault that nothing caught. */
  watchFaults(note: (fault: unknown) => void): void
}
