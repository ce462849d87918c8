import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { joinPath } from '../shared/resolve'
import { temporaryAddress } from './files'

const packaged = new Set<string>()

export function usePackagedFiles(paths: string[]): void {
  for (const path of paths) packaged.add(path)
}

export interface ResolvedSource {
  address: string
  /** A packaged file was meant and does not exist. */
  isMissing: boolean
}

/** Where the browser finds a picture or file that the program names. */
export function resolveSource(source: string, user?: glassEasel.GeneralComponent): ResolvedSource {
  if (/^(https?:|data:|blob:|\/\/)/.test(source)) return { address: source, isMissing: false }
  if (source.startsWith('wxfile://')) return { address: temporaryAddress(source) ?? '', isMissing: false }
  const owner = user?.ownerShadowRoot?.getHostNode().is ?? ''
  const path = joinPath(owner, source.split('?')[0] ?? '')
  return { address: path, isMissing: !packaged.has(path) }
}
