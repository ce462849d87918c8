/** The parts of app.json, page json and component json that the bundler and the runtime read. */

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: 'black' | 'white'
  custom?: boolean
  list: TabItem[]
}

export interface WindowConfig {
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationBarTitleText?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundColorTop?: string
  backgroundTextStyle?: 'dark' | 'light'
  enablePullDownRefresh?: boolean
  /** Distance from the bottom in px at which onReachBottom fires; WeChat's default is 50. */
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface ComponentConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: string
  addGlobalClass?: boolean
}

export interface SubPackage {
  root: string
  name?: string
  pages: string[]
  independent?: boolean
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  subPackages?: SubPackage[]
  subpackages?: SubPackage[]
  usingComponents?: Record<string, string>
  window?: WindowConfig
  tabBar?: TabBarConfig
  sitemapLocation?: string
}

/** Sub-packages under either spelling, roots without slashes at their ends. */
export function subPackagesOf(app: AppConfig): SubPackage[] {
  const packages = app.subPackages ?? app.subpackages ?? []
  return packages.map((one) => ({ ...one, root: one.root.replace(/^\/|\/$/g, '') }))
}

/** Every page of the app, main package first. */
export function pagePathsOf(app: AppConfig): string[] {
  const inSubPackages = subPackagesOf(app).flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))
  return [...app.pages, ...inSubPackages]
}

/** What the bundler hands to the runtime, next to the compiled templates and the code. */
export interface BundleData {
  app: AppConfig
  /** Page and component json by path without extension. */
  configs: Record<string, ComponentConfig>
  /** Compiled wxss by path without extension; class names carry SCOPE_MARK. */
  styles: Record<string, string>
  /** Every packaged file that is not code, to tell a missing picture from a slow one. */
  assets: string[]
  appId: string
}

/** Stands before each class name in compiled wxss until the runtime knows the component's style scope. */
export const SCOPE_MARK = '__mp-scope__'
