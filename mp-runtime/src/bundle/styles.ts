import { posix } from 'node:path'
import postcss, { type Root, type Rule } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { SCOPE_MARK } from '../shared/config'
import { elementName } from '../shared/tags'
import { convertUnits } from '../shared/units'
import { type SourceTree, withoutExtension } from './files'

/** Tags become the runtime's elements; classes are marked so that the runtime can give them the component's scope. */
const rewriteSelector = selectorParser((root) => {
  root.walk((node) => {
    if (node.type === 'class') node.value = SCOPE_MARK + node.value
    else if (node.type === 'tag') node.value = elementName(node.value.toLowerCase())
  })
})

const rewritten = new Map<string, string>()

function selectorFor(source: string): string {
  let result = rewritten.get(source)
  if (result === undefined) {
    result = rewriteSelector.processSync(source)
    rewritten.set(source, result)
  }
  return result
}

function isKeyframeStep(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && 'name' in rule.parent && /keyframes$/.test(String(rule.parent.name))
}

/** `@import "a.wxss"` is replaced by that file's rules, each file once per sheet as WeChat does. */
function inlineImports(root: Root, path: string, tree: SourceTree, seen: Set<string>): void {
  root.walkAtRules('import', (rule) => {
    const target = /['"](.+?)['"]/.exec(rule.params)?.[1]
    if (target === undefined) return
    const file = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target)
    rule.replaceWith(compileSheet(file, tree, seen))
  })
}

function compileSheet(path: string, tree: SourceTree, seen: Set<string>): Root {
  if (seen.has(path)) return postcss.root()
  if (!tree.has(path)) throw new Error(`wxss import not found: ${path}`)
  seen.add(path)
  const root = postcss.parse(tree.text(path), { from: path })
  root.walkRules((rule) => {
    if (!isKeyframeStep(rule)) rule.selector = selectorFor(rule.selector)
  })
  root.walkDecls((declaration) => {
    declaration.value = convertUnits(declaration.value)
  })
  inlineImports(root, path, tree, seen)
  return root
}

/** Compile every wxss file to CSS for the phone frame, by path without extension. */
export function compileStyles(tree: SourceTree): Record<string, string> {
  const sheets = tree.packaged.filter((path) => path.endsWith('.wxss'))
  return Object.fromEntries(
    sheets.map((path) => [withoutExtension(path), compileSheet(path, tree, new Set()).toString()]),
  )
}
