/** WeChat's uploader refuses a package above this. */
export const PACKAGE_LIMIT_BYTES = 2 * 1024 * 1024
/** WeChat refuses a mini program whose packages together exceed this. */
export const TOTAL_LIMIT_BYTES = 30 * 1024 * 1024
/** WeChat refuses a tab-bar icon above this. */
export const TAB_ICON_LIMIT_BYTES = 40 * 1024

export interface Budgets {
  /** What the project allows its main package, in bytes. */
  mainBytes: number
  /** What the project allows each sub-package, in bytes. */
  subPackageBytes: number
}

export const DEFAULT_BUDGETS: Budgets = { mainBytes: 1_200_000, subPackageBytes: 1_500_000 }

export interface PackageSize {
  /** Root folder of a sub-package, '' for the main package. */
  root: string
  files: number
  bytes: number
  budgetBytes: number
  limitBytes: number
}

export interface Failure {
  /** Which rule: package-size, package-budget, page-files, tab-bar, project-files, component, wxss, wxml. */
  check: string
  message: string
}

export interface BundleReport {
  ok: boolean
  packages: PackageSize[]
  totalBytes: number
  pages: number
  components: number
  failures: Failure[]
  milliseconds: number
}
