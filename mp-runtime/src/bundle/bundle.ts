import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AppConfig, type BundleData, type ComponentConfig, pagePathsOf } from '../shared/config'
import { checkComponents, checkPages, checkProjectFiles, checkStyles, checkSubPackages, checkTabBar } from './checks'
import { SourceTree, withoutExtension } from './files'
import { type Budgets, type BundleReport, DEFAULT_BUDGETS, type Failure } from './report'
import { compileScripts } from './scripts'
import { checkSizes, measurePackages } from './sizes'
import { compileStyles } from './styles'
import { compileTemplates } from './templates'

const CODE = /\.(js|json|wxml|wxss|wxs)$/
/** The built command line tool and the built runtime lie side by side. */
const RUNTIME_FOLDER = dirname(fileURLToPath(import.meta.url))
const RUNTIME_FILES = ['index.html', 'runtime.js', 'runtime-style.css']

/** WXS code runs when the templates load, and may call these although they are no JavaScript. */
const WXS_GLOBALS =
  'window.getRegExp=(pattern,flags)=>new RegExp(pattern,flags);window.getDate=(...parts)=>new Date(...parts);'

function readConfigs(tree: SourceTree): Record<string, ComponentConfig> {
  const paths = tree.packaged.filter((path) => path.endsWith('.json') && tree.has(path.replace(/json$/, 'wxml')))
  return Object.fromEntries(paths.map((path) => [withoutExtension(path), tree.json<ComponentConfig>(path)]))
}

function readAppId(tree: SourceTree): string {
  if (!tree.has('project.config.json')) return ''
  return tree.json<{ appid?: string }>('project.config.json').appid ?? ''
}

function copyInto(out: string, from: string, path: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  copyFileSync(join(from, path), join(out, path))
}

/** JSON inside a script: line separators are legal in JSON, `</script>` cannot appear in an external file. */
function writeProgram(out: string, data: BundleData, templates: string, code: string): void {
  writeFileSync(
    join(out, '__bundle.js'),
    `${WXS_GLOBALS}\nwindow.__mpBundle=${JSON.stringify(data)};\nwindow.__mpTemplates=${templates};\n`,
  )
  writeFileSync(join(out, '__code.js'), code)
  // A server may answer this path with settings of its own, as `mp-runtime serve` does.
  writeFileSync(join(out, '__config.js'), 'window.__mpConfig=window.__mpConfig||{};\n')
}

function templateFailures(problems: { path: string; message: string }[]): Failure[] {
  return problems.map(({ path, message }) => ({ check: 'wxml', message: `${path}: ${message}` }))
}

/**
 * Compile a built mini program into a folder that any static file server can serve, and check WeChat's limits.
 *
 * The folder is written even when checks fail, so that a failing build can still be looked at.
 *
 * @throws when the bundle cannot be read at all: no app.json, broken JSON, a missing wxss import.
 */
export function bundle(source: string, out: string, budgets: Budgets = DEFAULT_BUDGETS): BundleReport {
  const started = performance.now()
  const tree = new SourceTree(source)
  const app = tree.json<AppConfig>('app.json')
  const configs = readConfigs(tree)
  const templates = compileTemplates(tree)
  const assets = tree.packaged.filter((path) => !CODE.test(path))
  const data: BundleData = { app, configs, styles: compileStyles(tree), assets, appId: readAppId(tree) }

  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  writeProgram(out, data, templates.code, compileScripts(tree))
  for (const path of assets) copyInto(out, source, path)
  for (const path of RUNTIME_FILES) copyInto(out, RUNTIME_FOLDER, path)

  const packages = measurePackages(tree, app, budgets)
  const failures = [
    ...checkSizes(packages),
    ...checkPages(tree, app),
    ...checkTabBar(tree, app),
    ...checkProjectFiles(tree, app),
    ...checkSubPackages(tree, app),
    ...checkComponents(tree, { app, ...configs }),
    ...checkStyles(tree),
    ...templateFailures(templates.problems),
  ]
  const report: BundleReport = {
    ok: failures.length === 0,
    packages,
    totalBytes: packages.reduce((sum, one) => sum + one.bytes, 0),
    pages: pagePathsOf(app).length,
    components: Object.values(configs).filter((config) => config.component === true).length,
    failures,
    milliseconds: Math.round(performance.now() - started),
  }
  writeFileSync(join(out, '__report.json'), `${JSON.stringify(report, null, 2)}\n`)
  return report
}
