import { posix } from 'node:path'
import { type AppConfig, type ComponentConfig, pagePathsOf, subPackagesOf } from '../shared/config'
import type { SourceTree } from './files'
import { type Failure, TAB_ICON_LIMIT_BYTES } from './report'
import { resolveModule } from '../shared/resolve'

const PAGE_FILES = ['js', 'json', 'wxml', 'wxss']

/** Every page of app.json is listed once and has its four files. */
export function checkPages(tree: SourceTree, app: AppConfig): Failure[] {
  const pages = pagePathsOf(app)
  const twice = pages.filter((page, index) => pages.indexOf(page) !== index)
  const missing = pages.flatMap((page) => PAGE_FILES.map((kind) => `${page}.${kind}`)).filter((path) => !tree.has(path))
  return [
    ...twice.map((page) => ({ check: 'page-files', message: `${page} is listed twice in app.json` })),
    ...missing.map((path) => ({ check: 'page-files', message: `${path} is missing` })),
  ]
}

function checkIcon(tree: SourceTree, path: string): Failure[] {
  const failure = (message: string): Failure[] => [{ check: 'tab-bar', message: `tab-bar icon ${path} ${message}` }]
  if (!tree.has(path)) return failure('is missing')
  if (!/\.(png|jpe?g)$/i.test(path)) return failure('must be a PNG or JPEG')
  const bytes = tree.bytes(path)
  return bytes >= TAB_ICON_LIMIT_BYTES ? failure(`is ${bytes} B, the limit is ${TAB_ICON_LIMIT_BYTES} B`) : []
}

/** Two to five tabs, all pages of the main package, icons small enough. */
export function checkTabBar(tree: SourceTree, app: AppConfig): Failure[] {
  const tabs = app.tabBar?.list
  if (tabs === undefined) return []
  const failures: Failure[] = []
  if (tabs.length < 2 || tabs.length > 5)
    failures.push({ check: 'tab-bar', message: `${tabs.length} tabs; WeChat wants 2 to 5` })
  for (const { pagePath } of tabs) {
    if (!app.pages.includes(pagePath))
      failures.push({ check: 'tab-bar', message: `${pagePath} is not a page of the main package` })
  }
  const icons = tabs.flatMap((tab) => [tab.iconPath, tab.selectedIconPath]).filter((path) => path !== undefined)
  return [...failures, ...[...new Set(icons)].flatMap((path) => checkIcon(tree, path.replace(/^\//, '')))]
}

/** Files that the uploader and WeChat's search index ask for. */
export function checkProjectFiles(tree: SourceTree, app: AppConfig): Failure[] {
  const wanted = ['project.config.json', app.sitemapLocation ?? 'sitemap.json']
  return wanted
    .filter((path) => !tree.has(path))
    .map((path) => ({ check: 'project-files', message: `${path} is missing` }))
}

function checkUsed(tree: SourceTree, owner: string, tag: string, target: string): Failure[] {
  if (/^(plugin|dynamicLib|ext):\/\//.test(target)) return []
  const path = resolveModule(owner, target, (candidate) => tree.has(`${candidate}.json`))
  const missing = ['js', 'json', 'wxml'].map((kind) => `${path}.${kind}`).filter((file) => !tree.has(file))
  return missing.map((file) => ({ check: 'component', message: `${owner} uses <${tag}>, but ${file} is missing` }))
}

/** Every component that a json file names exists. */
export function checkComponents(tree: SourceTree, configs: Record<string, ComponentConfig>): Failure[] {
  return Object.entries(configs).flatMap(([owner, config]) =>
    Object.entries(config.usingComponents ?? {}).flatMap(([tag, target]) => checkUsed(tree, owner, tag, target)),
  )
}

function localPictures(css: string): string[] {
  const targets = [...css.matchAll(/url\(\s*['"]?([^'")]+)/g)].map((match) => match[1] ?? '')
  return targets.filter((target) => !/^(data:|https?:|\/\/|#)/.test(target))
}

/** WeChat does not load packaged files from wxss: such a background is an empty box on a phone. */
export function checkStyles(tree: SourceTree): Failure[] {
  const sheets = tree.packaged.filter((path) => path.endsWith('.wxss'))
  return sheets.flatMap((path) =>
    localPictures(tree.text(path)).map((target) => ({
      check: 'wxss',
      message: `${path}: url(${target}) is a packaged file; WeChat only loads data: and https: from wxss`,
    })),
  )
}

/** Sub-packages must not nest, and their roots must exist. */
export function checkSubPackages(tree: SourceTree, app: AppConfig): Failure[] {
  const roots = subPackagesOf(app).map((one) => one.root)
  const nested = roots.filter((root) => roots.some((other) => posix.dirname(root).startsWith(other)))
  const empty = roots.filter((root) => !tree.paths.some((path) => path.startsWith(`${root}/`)))
  return [
    ...nested.map((root) => ({ check: 'sub-package', message: `${root} lies inside another sub-package` })),
    ...empty.map((root) => ({ check: 'sub-package', message: `${root} has no files` })),
  ]
}
