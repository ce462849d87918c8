// Builds dist/: the command line tool for Node and the runtime (script, style, host page) for the browser.
import { copyFile, mkdir } from 'node:fs/promises'
import { build } from 'esbuild'

const common = { bundle: true, format: 'esm', logLevel: 'warning', legalComments: 'linked' }

await mkdir('dist', { recursive: true })
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    target: 'node20',
    packages: 'external',
  }),
  build({
    ...common,
    entryPoints: { runtime: 'src/runtime/boot.ts', 'runtime-style': 'src/runtime/style.css' },
    outdir: 'dist',
    format: 'iife',
    minify: true,
    // Names stay whole so that a stack in window.__mpErrors can be read.
    keepNames: true,
    target: 'chrome120',
    define: { 'process.env.NODE_ENV': '"production"' },
  }),
  copyFile('src/runtime/index.html', 'dist/index.html'),
])
