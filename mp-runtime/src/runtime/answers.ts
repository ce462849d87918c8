/** What the phone's owner and WeChat answer; a test sets them on `window.__mp.answers` at any time. */
export interface Answers {
  /** Code for wx.login; `false` makes it fail. Default: asked from the simulator. */
  login?: string | false
  /** Code for getPhoneNumber; `false` when the owner refuses. Default: an invented code. */
  phoneNumber?: string | false
  /** What happens on the payment sheet. Default: a sheet is drawn and waits for a finger. */
  payment?: 'success' | 'cancel' | 'fail'
  /** Answer to every subscription template, or one per template id. Default: accept. */
  subscribe?: SubscribeAnswer | Record<string, SubscribeAnswer>
  /** Address book entry for wx.chooseAddress; `false` when cancelled. */
  address?: Record<string, string> | false
  /** For getLocation, chooseLocation, getFuzzyLocation; `false` when refused. */
  location?: { latitude: number; longitude: number; name?: string; address?: string } | false
  /** Files for chooseImage, chooseMedia, chooseMessageFile and chooseAvatar; `false` when cancelled. */
  media?: ChosenFile[] | false
  /** Text of the code for wx.scanCode; `false` when cancelled. */
  scan?: string | false
  /** Whether the owner grants what wx.authorize and the like ask. Default: true. */
  authorize?: boolean
}

export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter'

export interface ChosenFile {
  name?: string
  /** MIME type, image/png by default. */
  type?: string
  /** Content; a small coloured picture is drawn when missing. */
  base64?: string
}

export const answers: Answers = {}

export interface RecordedCall {
  name: string
  options: unknown
  /** Milliseconds since the program started. */
  at: number
}

/** Every wx call of the program, in order. */
export const calls: RecordedCall[] = []

/** Old calls go when there are more than this, so that a long session does not fill the memory. */
const CALL_LIMIT = 5000

export function recordCall(name: string, options: unknown): void {
  if (calls.length >= CALL_LIMIT) calls.shift()
  calls.push({ name, options, at: Math.round(performance.now()) })
}
