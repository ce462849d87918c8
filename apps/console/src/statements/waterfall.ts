/** Bars of a waterfall: where each begins and ends, so that the steps lead from the first total to the last. */

export interface Step {
  label: string
  /** What this step adds; for a total, ignored. */
  fen: number
  isTotal?: boolean
}

export interface Bar {
  label: string
  fen: number
  /** Heights above the base line, 0 to 1 of the highest point. */
  bottom: number
  top: number
  kind: 'total' | 'plus' | 'minus'
}

/** A total shows what has been reached so far; the first total starts the sum with its own amount. */
export function waterfall(steps: readonly Step[]): Bar[] {
  let reached = 0
  const spans = steps.map((step, index) => {
    const before = step.isTotal ? 0 : reached
    reached = step.isTotal && index > 0 ? reached : reached + step.fen
    return { step, from: before, to: reached }
  })
  const highest = Math.max(1, ...spans.flatMap(({ from, to }) => [from, to]))
  return spans.map(({ step, from, to }) => ({
    label: step.label,
    fen: step.isTotal ? to : step.fen,
    bottom: Math.min(from, to) / highest,
    top: Math.max(from, to) / highest,
    kind: step.isTotal ? 'total' : step.fen < 0 ? 'minus' : 'plus',
  }))
}
