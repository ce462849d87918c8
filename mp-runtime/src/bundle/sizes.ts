import { type AppConfig, subPackagesOf } from '../shared/config'
import type { SourceTree } from './files'
import { type Budgets, type Failure, PACKAGE_LIMIT_BYTES, type PackageSize, TOTAL_LIMIT_BYTES } from './report'

const inside = (root: string, path: string): boolean => path.startsWith(`${root}/`)

function measure(tree: SourceTree, root: string, paths: string[], budgetBytes: number): PackageSize {
  const bytes = paths.reduce((sum, path) => sum + tree.bytes(path), 0)
  return { root, files: paths.length, bytes, budgetBytes, limitBytes: PACKAGE_LIMIT_BYTES }
}

/** Sizes of the main package (first) and of every sub-package, as the uploader would count them. */
export function measurePackages(tree: SourceTree, app: AppConfig, budgets: Budgets): PackageSize[] {
  const roots = subPackagesOf(app).map((one) => one.root)
  const main = tree.packaged.filter((path) => !roots.some((root) => inside(root, path)))
  const subPackages = roots.map((root) =>
    measure(
      tree,
      root,
      tree.packaged.filter((path) => inside(root, path)),
      budgets.subPackageBytes,
    ),
  )
  return [measure(tree, '', main, budgets.mainBytes), ...subPackages]
}

function sizeFailure({ root, bytes, budgetBytes, limitBytes }: PackageSize): Failure | undefined {
  const name = root === '' ? 'main package' : `sub-package ${root}`
  if (bytes > limitBytes)
    return { check: 'package-size', message: `${name}: ${bytes} B, WeChat's limit is ${limitBytes} B` }
  if (bytes > budgetBytes)
    return { check: 'package-budget', message: `${name}: ${bytes} B, budget is ${budgetBytes} B` }
  return undefined
}

/** Packages above WeChat's limit or above the project's own budget. */
export function checkSizes(packages: PackageSize[]): Failure[] {
  const failures = packages.map(sizeFailure).filter((failure) => failure !== undefined)
  const totalBytes = packages.reduce((sum, one) => sum + one.bytes, 0)
  if (totalBytes > TOTAL_LIMIT_BYTES) {
    failures.push({
      check: 'package-size',
      message: `all packages: ${totalBytes} B, WeChat's limit is ${TOTAL_LIMIT_BYTES} B`,
    })
  }
  return failures
}
