#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { bundle } from './bundle/bundle'
import { type BundleReport, DEFAULT_BUDGETS } from './bundle/report'
import { serve } from './serve'

const HELP = `mp-runtime: run a built WeChat mini program in a browser

  mp-runtime bundle DIST OUT [--json] [--main-budget BYTES] [--sub-budget BYTES]
      Compile DIST (app.json, wxml, wxss, js) into OUT and check WeChat's limits. Exit code 1 when a check fails.

  mp-runtime serve DIST [--port 8200] [--api URL] [--proxy PREFIX] [--simulator URL]
      Bundle DIST into a temporary folder and serve it. With --proxy /api, requests below /api go to --api.
`

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

function printReport(report: BundleReport): void {
  for (const { root, files, bytes, budgetBytes } of report.packages) {
    console.log(`${root || 'main'}: ${kilobytes(bytes)} of ${kilobytes(budgetBytes)}, ${files} files`)
  }
  for (const { check, message } of report.failures) console.error(`FAIL ${check}: ${message}`)
  const verdict = report.ok ? 'all checks passed' : `${report.failures.length} checks failed`
  console.log(`bundled ${report.pages} pages, ${report.components} components in ${report.milliseconds} ms: ${verdict}`)
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    'main-budget': { type: 'string', default: String(DEFAULT_BUDGETS.mainBytes) },
    'sub-budget': { type: 'string', default: String(DEFAULT_BUDGETS.subPackageBytes) },
    port: { type: 'string', default: '8200' },
    api: { type: 'string' },
    proxy: { type: 'string' },
    simulator: { type: 'string' },
  },
})
const [command, source, out] = positionals

if (command === 'bundle' && source !== undefined && out !== undefined) {
  const report = bundle(source, out, {
    mainBytes: Number(values['main-budget']),
    subPackageBytes: Number(values['sub-budget']),
  })
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printReport(report)
  process.exitCode = report.ok ? 0 : 1
} else if (command === 'serve' && source !== undefined) {
  await serve({
    source,
    port: Number(values.port),
    api: values.api,
    proxyPrefix: values.proxy,
    simulator: values.simulator,
    onReport: printReport,
  })
} else {
  console.log(HELP)
  process.exitCode = command === undefined ? 0 : 2
}
