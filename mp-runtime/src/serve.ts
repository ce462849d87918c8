import { createReadStream, existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request as httpRequest, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { bundle } from './bundle/bundle'
import type { BundleReport } from './bundle/report'

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

export interface ServeOptions {
  source: string
  port: number
  /** Base address that the proxy forwards to, e.g. the program's API. */
  api?: string
  /** Path prefix that is forwarded to `api`, for an API without CORS. */
  proxyPrefix?: string
  /** Base address of the simulator that answers login, payment and phone number; handed to the page. */
  simulator?: string
  onReport?: (report: BundleReport) => void
}

function sendFile(root: string, path: string, response: ServerResponse): void {
  const file = join(root, normalize(path))
  if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'content-type': MIME[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  })
  createReadStream(file).pipe(response)
}

function forward(api: string, incoming: IncomingMessage, response: ServerResponse): void {
  const target = new URL(incoming.url ?? '/', api)
  const headers = { ...incoming.headers, host: target.host }
  const outgoing = httpRequest(target, { method: incoming.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  outgoing.on('error', () => response.writeHead(502).end())
  incoming.pipe(outgoing)
}

function handlerFor(root: string, { api, proxyPrefix, simulator }: ServeOptions) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://host')
    if (api !== undefined && proxyPrefix !== undefined && pathname.startsWith(proxyPrefix))
      forward(api, incoming, response)
    else if (pathname === '/__config.js') {
      const config = `window.__mpConfig=Object.assign(${JSON.stringify({ simulator })},window.__mpConfig);`
      response.writeHead(200, { 'content-type': MIME['.js'] }).end(config)
    } else sendFile(root, pathname === '/' ? '/index.html' : decodeURIComponent(pathname), response)
  }
}

/** Bundle a mini program and serve it on loopback until the process is asked to stop. */
export async function serve(options: ServeOptions): Promise<Server> {
  const root = await mkdtemp(join(tmpdir(), 'mp-runtime-'))
  options.onReport?.(bundle(options.source, root))
  const server = createServer(handlerFor(root, options))
  const stop = (): void => {
    server.close()
    server.closeAllConnections()
    void rm(root, { recursive: true, force: true })
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  await new Promise<void>((ready) => server.listen(options.port, '127.0.0.1', ready))
  console.log(`open http://127.0.0.1:${options.port}/`)
  return server
}
