type Listener = (...given: unknown[]) => void

/** The channel between a page and the page that `navigateTo` opened; what is emitted before anybody listens waits. */
export class EventChannel {
  private readonly listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  private readonly waiting = new Map<string, unknown[][]>()

  on(name: string, listener: Listener, once = false): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { listener, once }])
    for (const given of this.waiting.get(name) ?? []) this.emit(name, ...given)
    this.waiting.delete(name)
  }

  once(name: string, listener: Listener): void {
    this.on(name, listener, true)
  }

  off(name: string, listener?: Listener): void {
    const kept = (this.listeners.get(name) ?? []).filter((one) => listener !== undefined && one.listener !== listener)
    this.listeners.set(name, kept)
  }

  emit(name: string, ...given: unknown[]): void {
    const listeners = this.listeners.get(name) ?? []
    if (listeners.length === 0) this.waiting.set(name, [...(this.waiting.get(name) ?? []), given])
    this.listeners.set(
      name,
      listeners.filter((one) => !one.once),
    )
    for (const { listener } of listeners) listener(...given)
  }
}
