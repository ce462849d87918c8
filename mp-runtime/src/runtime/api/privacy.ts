import { apis } from './define'

type Resolve = (answer: { event: string; buttonId?: string }) => void
type Ask = (resolve: Resolve, info: { referrer: string }) => void

let isAgreed = false
let ask: Ask | undefined
let waiting: (() => void)[] = []

/** The person's consent to the privacy guide. */
export const canAuthorise = {
  agree(): void {
    isAgreed = true
    for (const go of waiting) go()
    waiting = []
  },
  get isAgreed(): boolean {
    return isAgreed
  },
}

/** Resolves when the person agreed; asks through the program's own dialogue, or agrees silently when it has none. */
function requireConsent(referrer: string): Promise<void> {
  if (isAgreed || ask === undefined) return Promise.resolve()
  const asked = ask
  return new Promise((resolve, reject) => {
    waiting.push(resolve)
    asked(
      (answer) => {
        if (answer.event === 'agree') canAuthorise.agree()
        else if (answer.event === 'disagree') reject(new Error('privacy permission is not authorized'))
      },
      { referrer },
    )
  })
}

export const privacy = {
  ...apis({
    getPrivacySetting: () => ({
      needAuthorization: !isAgreed && ask !== undefined,
      privacyContractName: '《用户隐私保护指引》',
    }),
    requirePrivacyAuthorize: () => requireConsent('requirePrivacyAuthorize'),
    openPrivacyContract: () => undefined,
  }),
  onNeedPrivacyAuthorization: (listener: Ask): void => {
    ask = listener
  },
}
