import { anything, defineBuiltin, flag, type Host, text } from './define'
import { convertUnits } from '../../shared/units'

const PROPERTIES = { nodes: anything(''), space: text(), userSelect: flag(), mode: text() }

/** Tags that WeChat's rich-text draws; all others are dropped with their content. */
const ALLOWED = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer ' +
    'h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td ' +
    'tfoot th thead tr tt u ul'
  ).split(' '),
)
const ALLOWED_ATTRIBUTES = new Set([
  'class',
  'style',
  'src',
  'alt',
  'width',
  'height',
  'start',
  'type',
  'colspan',
  'rowspan',
  'span',
  'color',
  'dir',
])

interface RichNode {
  type?: string
  name?: string
  text?: string
  attrs?: Record<string, unknown>
  children?: RichNode[]
}

function copyAttributes(target: Element, attributes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (ALLOWED_ATTRIBUTES.has(name))
      target.setAttribute(name, name === 'style' ? convertUnits(String(value)) : String(value))
  }
}

function build(node: RichNode): Node[] {
  if (node.type === 'text') return [document.createTextNode(node.text ?? '')]
  const tag = (node.name ?? '').toLowerCase()
  if (!ALLOWED.has(tag)) return []
  const element = document.createElement(tag)
  copyAttributes(element, node.attrs ?? {})
  element.append(...(node.children ?? []).flatMap(build))
  return [element]
}

function parse(element: Node): RichNode[] {
  return [...element.childNodes].map((child) => {
    if (!(child instanceof Element)) return { type: 'text', text: child.textContent ?? '' }
    const attrs = Object.fromEntries([...child.attributes].map(({ name, value }) => [name, value]))
    return { name: child.localName, attrs, children: parse(child) }
  })
}

function nodesOf(given: unknown): RichNode[] {
  if (Array.isArray(given)) return given as RichNode[]
  // Parsed in a document of its own: nothing in it loads or runs.
  return parse(new DOMParser().parseFromString(String(given ?? ''), 'text/html').body)
}

export function defineRichText(): void {
  defineBuiltin('rich-text', PROPERTIES, (host: Host<typeof PROPERTIES>) => ({
    update: () => host.element.replaceChildren(...nodesOf(host.values.nodes).flatMap(build)),
  }))
}
