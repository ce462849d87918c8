import { createRequire } from 'node:module'
import type { TmplGroup as TemplateGroup } from 'glass-easel-template-compiler'
import { type SourceTree, withoutExtension } from './files'

// The compiler is WebAssembly behind a CommonJS loader.
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: typeof TemplateGroup
}

export interface TemplateProblem {
  path: string
  message: string
}

interface CompilerMessage {
  message?: string
  start?: { line: number }
  startLine?: number
}

export interface CompiledTemplates {
  /** A JavaScript expression: an object of template functions by path. */
  code: string
  problems: TemplateProblem[]
}

/** WXS files require each other with the extension, the compiler registers them without. */
function stripWxsExtension(code: string): string {
  return code.replace(/require\(\s*(['"])(.+?)\.wxs\1\s*\)/g, 'require($1$2$1)')
}

function describe(path: string, found: CompilerMessage): TemplateProblem {
  const line = found.startLine ?? found.start?.line
  return { path: line === undefined ? path : `${path}:${line + 1}`, message: found.message ?? String(found) }
}

/** Compile every wxml and wxs file with WeChat's own template compiler. */
export function compileTemplates(tree: SourceTree): CompiledTemplates {
  const group = new TmplGroup()
  const problems: TemplateProblem[] = []
  for (const path of tree.packaged) {
    if (path.endsWith('.wxs')) group.addScript(withoutExtension(path), stripWxsExtension(tree.text(path)))
    if (!path.endsWith('.wxml')) continue
    const found = (group.addTmpl(withoutExtension(path), tree.text(path)) ?? []) as CompilerMessage[]
    problems.push(...found.map((one) => describe(path, one)))
  }
  const code = group.getTmplGenObjectGroups()
  group.free()
  return { code, problems }
}
