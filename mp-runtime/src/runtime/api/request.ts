import { recordCall } from '../answers'
import { extensionOf, readFile, storeTemporary, writeFile } from '../files'
import { Emitter } from '../emitter'
import { reportError } from '../problems'
import { ApiFailure, type ApiResult, type Callbacks, settle } from './define'
import { isOnline } from './network'

const DEFAULT_TIMEOUT_MILLISECONDS = 60_000

type Header = Record<string, string>

interface RequestOptions {
  url: string
  method?: string
  data?: unknown
  header?: Header
  timeout?: number
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

export interface Traffic {
  method: string
  url: string
  /** HTTP status; 0 while it runs or when it failed. */
  status: number
  milliseconds: number
}

/** Every request of the program, for tests that count or inspect them. */
export const traffic: Traffic[] = []
let running = 0

/** How many requests wait for an answer. */
export const runningRequests = (): number => running

function appendQuery(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null) return url
  const pairs = Object.entries(data).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const query = new URLSearchParams(pairs).toString()
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function encodeBody(data: unknown, contentType: string): BodyInit | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (!contentType.includes('x-www-form-urlencoded')) return JSON.stringify(data)
  return appendQuery('', data).slice(1)
}

function prepare(options: RequestOptions): { url: string; init: RequestInit } {
  const method = (options.method ?? 'GET').toUpperCase()
  const headers = new Headers(options.header)
  if (method === 'GET' || method === 'HEAD')
    return { url: appendQuery(options.url, options.data), init: { method, headers } }
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return {
    url: options.url,
    init: { method, headers, body: encodeBody(options.data, headers.get('content-type') ?? '') },
  }
}

function abortReason(signal: AbortSignal, problem: unknown): string {
  if (!signal.aborted) return problem instanceof Error ? problem.message : String(problem)
  return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError' ? 'timeout' : 'abort'
}

function checkAddress(url: unknown): void {
  if (typeof url === 'string' && /^https?:\/\//.test(url)) return
  // A relative address works in a browser and never on a phone.
  reportError(`request:fail invalid url "${String(url)}"`)
  throw new ApiFailure(`invalid url "${String(url)}"`)
}

async function send(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  checkAddress(url)
  const entry: Traffic = { method: init.method ?? 'GET', url, status: 0, milliseconds: 0 }
  const started = performance.now()
  traffic.push(entry)
  running += 1
  try {
    if (!isOnline()) throw new ApiFailure('net::ERR_INTERNET_DISCONNECTED', { errno: 600003 })
    const response = await fetch(url, { ...init, signal, credentials: 'omit' })
    entry.status = response.status
    return response
  } catch (problem) {
    throw problem instanceof ApiFailure ? problem : new ApiFailure(abortReason(signal, problem))
  } finally {
    running -= 1
    entry.milliseconds = Math.round(performance.now() - started)
  }
}

async function readData(response: Response, { dataType, responseType }: RequestOptions): Promise<unknown> {
  if (responseType === 'arraybuffer') return response.arrayBuffer()
  const text = await response.text()
  if (dataType !== undefined && dataType !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** The task that request-like calls return at once. */
function makeTask(controller: AbortController) {
  const headers = new Emitter<unknown>('onHeadersReceived')
  const progress = new Emitter<unknown>('onProgressUpdate')
  const chunks = new Emitter<unknown>('onChunkReceived')
  const task = {
    abort: () => controller.abort(),
    onHeadersReceived: headers.on,
    offHeadersReceived: headers.off,
    onProgressUpdate: progress.on,
    offProgressUpdate: progress.off,
    onChunkReceived: chunks.on,
    offChunkReceived: chunks.off,
  }
  return { task, headers, progress }
}

type Work<Options> = (options: Options, signal: AbortSignal, told: ReturnType<typeof makeTask>) => Promise<ApiResult>

/** A call that returns a task; with no callbacks the task is a promise too. */
function taskApi<Options extends { timeout?: number }>(name: string, work: Work<Options>) {
  return (options: Options & Callbacks) => {
    recordCall(name, options)
    const controller = new AbortController()
    const told = makeTask(controller)
    const timer = setTimeout(
      () => controller.abort(new DOMException('', 'TimeoutError')),
      options.timeout ?? DEFAULT_TIMEOUT_MILLISECONDS,
    )
    const outcome = work(options, controller.signal, told).finally(() => clearTimeout(timer))
    const promise = settle(name, options, outcome)
    return Object.assign(promise ?? {}, told.task)
  }
}

const request: Work<RequestOptions> = async (options, signal, { headers }) => {
  const { url, init } = prepare(options)
  const response = await send(url, init, signal)
  const header = Object.fromEntries(response.headers)
  headers.emit({ header, statusCode: response.status })
  return { data: await readData(response, options), statusCode: response.status, header, cookies: [], profile: {} }
}

interface UploadOptions {
  url: string
  filePath: string
  name: string
  formData?: Record<string, unknown>
  header?: Header
  timeout?: number
}

const uploadFile: Work<UploadOptions> = async ({ url, filePath, name, formData, header }, signal, { progress }) => {
  const blob = readFile(filePath)
  if (blob === undefined) throw new ApiFailure(`file not found: ${filePath}`)
  const body = new FormData()
  for (const [field, value] of Object.entries(formData ?? {})) body.append(field, String(value))
  body.append(name, blob, filePath.split('/').pop())
  const headers = new Headers(header)
  // The browser writes the multipart boundary.
  headers.delete('content-type')
  const response = await send(url, { method: 'POST', headers, body }, signal)
  progress.emit({ progress: 100, totalBytesSent: blob.size, totalBytesExpectedToSend: blob.size })
  return { data: await response.text(), statusCode: response.status }
}

interface DownloadOptions {
  url: string
  filePath?: string
  header?: Header
  timeout?: number
}

const downloadFile: Work<DownloadOptions> = async ({ url, filePath, header }, signal, { progress }) => {
  const response = await send(url, { headers: new Headers(header) }, signal)
  const blob = await response.blob()
  const path = filePath ?? storeTemporary(blob, extensionOf(blob.type))
  if (filePath !== undefined) writeFile(filePath, blob)
  progress.emit({ progress: 100, totalBytesWritten: blob.size, totalBytesExpectedToWrite: blob.size })
  return {
    tempFilePath: path,
    filePath: path,
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
  }
}

export const requests = {
  request: taskApi('request', request),
  uploadFile: taskApi('uploadFile', uploadFile),
  downloadFile: taskApi('downloadFile', downloadFile),
}
