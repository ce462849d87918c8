import { guarded } from './problems'

export type Listener<Argument> = (argument: Argument) => void

/** Listeners of one event of the app or the phone, as `wx.onXxx` and `wx.offXxx` register them. */
export class Emitter<Argument> {
  private listeners: Listener<Argument>[] = []

  constructor(private readonly name: string) {}

  readonly on = (listener: Listener<Argument>): void => {
    this.listeners.push(listener)
  }

  /** Without a listener all of them go, as in WeChat. */
  readonly off = (listener?: Listener<Argument>): void => {
    this.listeners = listener === undefined ? [] : this.listeners.filter((one) => one !== listener)
  }

  emit(argument: Argument): void {
    for (const listener of this.listeners.slice()) guarded(this.name, () => listener(argument))
  }
}
