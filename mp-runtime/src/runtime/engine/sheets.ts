/**
 * Style sheets by path, parsed once, switched on per page.
 *
 * On a phone every page is a web view of its own, so a page's rules never reach another page. Here all pages share a
 * document: only the sheets of the page in front are adopted.
 */
const parsed = new Map<string, CSSStyleSheet>()

export function registerSheet(path: string, css: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  parsed.set(path, sheet)
}

/** The sheets that one page needs, in cascade order: app.wxss, its components, the page itself. */
export class SheetList {
  private readonly sheets: CSSStyleSheet[] = []

  add(path: string): void {
    const sheet = parsed.get(path)
    if (sheet !== undefined && !this.sheets.includes(sheet)) this.sheets.push(sheet)
  }

  adopt(): void {
    document.adoptedStyleSheets = this.sheets
  }
}
