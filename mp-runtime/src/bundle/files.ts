import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

const NOT_PACKAGED = /^(node_modules\/|project\.(private\.)?config\.json$)|\.(map|md|d\.ts)$/

/** The files of a built mini program, by path relative to its root with forward slashes. */
export class SourceTree {
  readonly paths: readonly string[]

  constructor(readonly root: string) {
    this.paths = walk(root, '').sort()
  }

  /** Files that WeChat's uploader would put into a package. */
  get packaged(): string[] {
    return this.paths.filter((path) => !NOT_PACKAGED.test(path))
  }

  has(path: string): boolean {
    return this.paths.includes(path)
  }

  text(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  /** @throws SyntaxError naming the file when it is not JSON. */
  json<T>(path: string): T {
    try {
      return JSON.parse(this.text(path)) as T
    } catch (error) {
      throw new SyntaxError(`${path}: ${(error as Error).message}`)
    }
  }

  bytes(path: string): number {
    return statSync(join(this.root, path)).size
  }
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? walk(root, path) : [path]
  })
}

/** `pages/home/index.wxml` → `pages/home/index`. */
export const withoutExtension = (path: string): string => path.replace(/\.\w+$/, '')
