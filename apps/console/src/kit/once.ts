/** Reads a thing that rarely changes one time only; a failed reading is tried again next time. */
export function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | null = null
  return () => {
    kept ??= read().catch((thrown: unknown) => {
      kept = null
      throw thrown
    })
    return kept
  }
}
