/** Join and normalise a path that may start with `/` (the package root) or be relative to a file. */
export function joinPath(from: string, target: string): string {
  const start = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  const parts: string[] = []
  for (const part of [...start, ...target.split('/')]) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Folders from the file's own up to the root, each with its `miniprogram_npm`. */
function npmCandidates(from: string, target: string): string[] {
  const folders = from.split('/').slice(0, -1)
  const levels = Array.from({ length: folders.length + 1 }, (_none, up) => folders.slice(0, folders.length - up))
  return levels.map((level) => [...level, 'miniprogram_npm', target].join('/'))
}

/**
 * Find what `require(target)` or a `usingComponents` entry means inside the file `from` (no extensions).
 *
 * Relative first, then the nearest `miniprogram_npm`, then the package root; a folder means its `index`. When nothing
 * exists, the plain relative path comes back so that the caller can name it in its message.
 */
export function resolveModule(from: string, target: string, exists: (path: string) => boolean): string {
  const bare = !/^[./]/.test(target)
  const relative = joinPath(from, target).replace(/\.js$/, '')
  const candidates = bare ? [relative, ...npmCandidates(from, target), joinPath('', target)] : [relative]
  for (const candidate of candidates) {
    if (exists(candidate)) return candidate
    if (exists(`${candidate}/index`)) return `${candidate}/index`
  }
  return relative
}
