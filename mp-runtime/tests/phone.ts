import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'

const HERE = fileURLToPath(new URL('.', import.meta.url))
export const FIXTURE = join(HERE, 'fixture')
const CLI = join(HERE, '../dist/cli.js')
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.png': 'image/png',
}

export interface Outcome {
  code: number
  output: string
}

/** Run the built command line tool. */
export function runCli(...given: string[]): Outcome {
  try {
    return { code: 0, output: execFileSync(process.execPath, [CLI, ...given], { encoding: 'utf8', stdio: 'pipe' }) }
  } catch (problem) {
    const failed = problem as { status: number; stdout: string; stderr: string }
    return { code: failed.status, output: failed.stdout + failed.stderr }
  }
}

/** A folder of the test's own; `remove` when done. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'mp-runtime-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A copy of the fixture that a test may break. */
export function fixtureCopy(): { path: string; remove: () => void } {
  const folder = temporaryFolder()
  cpSync(FIXTURE, folder.path, { recursive: true })
  return folder
}

/** Just enough of a simulator to see what the runtime asks. */
function answerAsSimulator(path: string, body: string): { status: number; answer: object } {
  if (path === '/sim/people') return { status: 201, answer: { id: 7, openid: 'o7', ...(JSON.parse(body) as object) } }
  if (path === '/sim/people/7/login-codes') return { status: 201, answer: { code: 'code-of-7' } }
  const { paySign, openid } = JSON.parse(body) as Record<string, string>
  if (paySign !== 'good') return { status: 400, answer: { code: 'SIGN_ERROR', message: '签名失败' } }
  return { status: 200, answer: { errMsg: `requestPayment:${path === '/sim/pay' ? 'ok' : 'fail cancel'}`, openid } }
}

function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  return new Promise((resolve) =>
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks).toString('utf8'))),
  )
}

function startServer(root: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host')
    const send = (status: number, answer: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    if (pathname === '/api/slow') return
    if (pathname === '/api/echo') {
      const { method, headers } = request
      const status = Number(searchParams.get('status') ?? 200)
      void readBody(request).then((body) =>
        send(status, { method, query: Object.fromEntries(searchParams), type: headers['content-type'], body }),
      )
      return
    }
    if (pathname.startsWith('/sim/')) {
      void readBody(request).then((body) => {
        const { status, answer } = answerAsSimulator(pathname, body)
        send(status, answer)
      })
      return
    }
    try {
      const file = readFileSync(join(root, pathname === '/' ? 'index.html' : pathname))
      response.writeHead(200, { 'content-type': MIME[extname(pathname)] ?? MIME['.html'] }).end(file)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)))
}

/** The fixture on a phone: one browser, one server; each `open` is a new phone with empty storage. */
export class Phone {
  private context: BrowserContext | undefined
  page!: Page

  private constructor(
    readonly address: string,
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly folder: { remove: () => void },
  ) {}

  static async start(): Promise<Phone> {
    const folder = temporaryFolder()
    const { code, output } = runCli('bundle', FIXTURE, folder.path)
    if (code !== 0) throw new Error(output)
    const server = await startServer(folder.path)
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
    return new Phone(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, browser, server, folder)
  }

  async open(path = '', config: Record<string, unknown> = {}): Promise<void> {
    await this.context?.close()
    this.context = await this.browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    this.page = await this.context.newPage()
    this.page.setDefaultTimeout(4000)
    await this.page.addInitScript(`window.__mpConfig = ${JSON.stringify(config)}`)
    await this.page.goto(`${this.address}/${path === '' ? '' : `?path=${encodeURIComponent(path)}`}`)
    await this.ready()
  }

  async ready(): Promise<void> {
    await this.page.waitForSelector('html[data-mp-ready]')
  }

  async stop(): Promise<void> {
    await this.browser.close()
    this.server.close()
    this.folder.remove()
  }

  /** Something inside the page in front. */
  $(selector: string): Locator {
    return this.page.locator(`.mp-page:not([hidden]) ${selector}`)
  }

  /** Evaluate an expression in the browser. */
  ask<Answer>(expression: string): Promise<Answer> {
    return this.page.evaluate<Answer>(expression)
  }

  /** Call a wx function through callbacks; the result says which one came. */
  wx(name: string, options: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return this.page.evaluate(
      ([call, given]) =>
        new Promise<Record<string, unknown>>((resolve) => {
          const wx = window.wx as Record<string, (options: object) => unknown>
          wx[call]?.({ ...given, success: resolve, fail: resolve })
        }),
      [name, options] as const,
    )
  }

  async expectText(selector: string, text: string | RegExp): Promise<void> {
    await expect
      .poll(() => this.$(selector).innerText(), { timeout: 4000 })
      .toMatch(text instanceof RegExp ? text : literal(text))
  }

  async expectStack(...paths: string[]): Promise<void> {
    await expect.poll(() => this.ask('__mp.stack()'), { timeout: 4000 }).toEqual(paths)
  }

  /** Nothing was recorded that a phone would complain about. */
  async expectClean(): Promise<void> {
    expect(await this.ask('__mpErrors')).toEqual([])
    expect(await this.ask('__mpWarn')).toEqual([])
  }
}

const literal = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
