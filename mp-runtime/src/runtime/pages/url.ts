import { joinPath } from '../../shared/resolve'
import { reportWarning } from '../problems'

export type Query = Record<string, string>

export interface PageAddress {
  path: string
  query: Query
}

function addPair(query: Query, pair: string): void {
  const [name = '', value, ...rest] = pair.split('=')
  if (rest.length > 0) reportWarning(`query "${pair}": WeChat drops what follows a second "="; encode the value`)
  // WeChat's routing makes the word "undefined" of a name without "=".
  query[name] = value ?? 'undefined'
}

/**
 * Parse a page's query as WeChat does: values stay encoded (programs call decodeURIComponent), text after a second `=`
 * is lost, a name without `=` has the value "undefined".
 */
export function parseQuery(text: string): Query {
  const query: Query = {}
  for (const pair of text.split('&')) if (pair !== '') addPair(query, pair)
  return query
}

/** Resolve a url given to a routing call, relative to the page in front. */
export function parseAddress(url: string, currentPath: string): PageAddress {
  const [path = '', ...rest] = url.split('?')
  return { path: joinPath(currentPath, path).replace(/\.html$/, ''), query: parseQuery(rest.join('?')) }
}

export function formatQuery(query: Query): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
