import { Emitter } from '../emitter'

export type NetworkType = 'wifi' | '5g' | '4g' | '3g' | '2g' | 'unknown' | 'none'

let type: NetworkType = 'wifi'
const changed = new Emitter<{ isConnected: boolean; networkType: NetworkType }>('onNetworkStatusChange')
const weakened = new Emitter<{ weakNet: boolean; networkType: NetworkType }>('onNetworkWeakChange')

export const networkType = (): NetworkType => type
export const isOnline = (): boolean => type !== 'none'

/** Plug the phone in or out of the network; requests fail while it is out. */
export function setNetwork(next: NetworkType): void {
  if (next === type) return
  type = next
  changed.emit({ isConnected: isOnline(), networkType: next })
}

export const networkEvents = {
  onNetworkStatusChange: changed.on,
  offNetworkStatusChange: changed.off,
  onNetworkWeakChange: weakened.on,
  offNetworkWeakChange: weakened.off,
}
