import { transformSync } from 'esbuild'
import { HIDDEN_GLOBALS } from '../shared/globals'
import { type SourceTree, withoutExtension } from './files'

const ES_MODULE = /(^|[;\n}])\s*(import|export)[\s{*"']/

/** ES modules of npm packages become CommonJS: the "ES6 to ES5" step of WeChat's developer tools. */
function asCommonJs(code: string): string {
  return ES_MODULE.test(code) ? transformSync(code, { format: 'cjs', target: 'es2020' }).code : code
}

function wrap(path: string, code: string): string {
  const parameters = ['require', 'module', 'exports', 'global', 'globalThis', ...HIDDEN_GLOBALS].join(',')
  return `__mpDefine(${JSON.stringify(withoutExtension(path))},function(${parameters}){${asCommonJs(code)}\n});`
}

/** All JavaScript of the mini program as one script of module definitions; none runs until it is required. */
export function compileScripts(tree: SourceTree): string {
  const scripts = tree.packaged.filter((path) => path.endsWith('.js'))
  return scripts.map((path) => wrap(path, tree.text(path))).join('\n')
}
