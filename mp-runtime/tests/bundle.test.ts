import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BundleReport } from '../src/bundle/report'
import { convertUnits } from '../src/shared/units'
import { fixtureCopy, runCli, temporaryFolder } from './phone'

let source: ReturnType<typeof fixtureCopy>
let out: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  source = fixtureCopy()
  out = temporaryFolder()
})

afterEach(() => {
  source.remove()
  out.remove()
})

const write = (path: string, content: string | Buffer): void => writeFileSync(join(source.path, path), content)
const bundle = (...options: string[]) => runCli('bundle', source.path, out.path, ...options)
const report = (): BundleReport => JSON.parse(readFileSync(join(out.path, '__report.json'), 'utf8')) as BundleReport
const failures = (): string[] => report().failures.map(({ check, message }) => `${check}: ${message}`)

describe('a bundle within the limits', () => {
  test('passes, and its report names sizes of main package and sub-packages', () => {
    expect(bundle().code).toBe(0)

    expect(report()).toMatchObject({ ok: true, pages: 4, failures: [] })
    expect(report().packages.map((one) => one.root)).toEqual(['', 'sub'])
    expect(report().totalBytes).toBe(report().packages.reduce((sum, one) => sum + one.bytes, 0))
  })

  test('prints the report as JSON when asked', () => {
    const printed = JSON.parse(bundle('--json').output) as BundleReport

    expect(printed).toEqual(report())
  })

  test('is compiled with a template compiler of the same version as the framework', () => {
    const { version } = createRequire(import.meta.url)('glass-easel-template-compiler/package.json') as {
      version: string
    }
    const framework = createRequire(import.meta.url)('glass-easel/package.json') as { version: string }

    expect(version).toBe(framework.version)
  })
})

describe('a bundle that WeChat would refuse', () => {
  test('a package above 2 MB fails', () => {
    write('big.png', Buffer.alloc(2 * 1024 * 1024 + 1))

    expect(bundle().code).toBe(1)

    expect(failures()[0]).toMatch(/^package-size: main package: \d+ B, WeChat's limit is 2097152 B$/)
  })

  test('a package above the budget of the project fails', () => {
    write('sub/big.png', Buffer.alloc(5000))

    expect(bundle('--sub-budget', '5000').code).toBe(1)

    expect(failures()[0]).toMatch(/^package-budget: sub-package sub: \d+ B, budget is 5000 B$/)
  })

  test('a page without one of its four files fails', () => {
    rmSync(join(source.path, 'pages/kit/index.wxss'))

    bundle()

    expect(failures()).toEqual(['page-files: pages/kit/index.wxss is missing'])
  })

  test('a tab-bar icon of 40 kB fails', () => {
    write('icons/home.png', Buffer.alloc(40 * 1024))

    bundle()

    expect(failures()).toEqual(['tab-bar: tab-bar icon icons/home.png is 40960 B, the limit is 40960 B'])
  })

  test('a project without project.config.json and sitemap.json fails', () => {
    rmSync(join(source.path, 'project.config.json'))
    rmSync(join(source.path, 'sitemap.json'))

    bundle()

    expect(failures()).toEqual([
      'project-files: project.config.json is missing',
      'project-files: sitemap.json is missing',
    ])
  })

  test('a component that does not exist fails', () => {
    write('pages/kit/index.json', '{ "usingComponents": { "ghost": "/components/ghost/index" } }')

    bundle()

    expect(failures()[0]).toBe('component: pages/kit/index uses <ghost>, but components/ghost/index.js is missing')
  })

  test('a packaged picture in wxss fails, because a phone does not load it', () => {
    write(
      'pages/kit/index.wxss',
      '.a { background: url(/icons/home.png) } .b { background: url("data:image/png;base64,AA") }',
    )

    bundle()

    expect(failures()).toHaveLength(1)
    expect(failures()[0]).toContain('url(/icons/home.png)')
  })

  test('a broken template fails with its line', () => {
    write('pages/kit/index.wxml', '<view>\n<text></view>')

    bundle()

    expect(failures()[0]).toMatch(/^wxml: pages\/kit\/index\.wxml:2: missing end tag/)
  })

  test('a sub-package that is empty fails', () => {
    mkdirSync(join(source.path, 'none'))
    const app = JSON.parse(readFileSync(join(source.path, 'app.json'), 'utf8')) as { subPackages: object[] }
    app.subPackages.push({ root: 'none', pages: [] })
    write('app.json', JSON.stringify(app))

    bundle()

    expect(failures()).toEqual(['sub-package: none has no files'])
  })
})

describe('lengths', () => {
  test('rpx, vw, vh and the safe area follow the phone frame', () => {
    expect(convertUnits('10rpx -0.5vw 100vh')).toBe(
      'calc(var(--mp-rpx) * 10) calc(var(--mp-vw) * -0.5) calc(var(--mp-vh) * 100)',
    )
    expect(convertUnits('env(safe-area-inset-bottom)')).toBe('var(--mp-safe-bottom)')
  })

  test('data inside url() stays as it is', () => {
    const picture = 'url("data:font/woff2;base64,d09+8vh/12rpx+")'

    expect(convertUnits(`${picture} 2rpx`)).toBe(`${picture} calc(var(--mp-rpx) * 2)`)
  })
})
