/** A console is a table of pages. Routes, menu and permissions all come from it, so none can disagree with another. */
import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

export interface ConsolePage {
  /** Below the console's root (or the shop's), e.g. "orders" or "products/:productId". */
  path: string
  title: string
  /** The heading in the menu; '' for pages above all headings. */
  section: string
  /** The permission without which the page does not exist for a person. */
  permission?: string
  /** Pages with an icon stand in the menu; the others belong to the menu item named by `under`. */
  icon?: Component
  under?: string
  component: NonNullable<RouteRecordRaw['component']>
  props?: Record<string, unknown>
}

export interface MenuItem {
  path: string
  title: string
  icon: Component
}

export interface MenuSection {
  title: string
  items: MenuItem[]
}

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    section?: string
    permission?: string
    /** Path of the menu item that stays lit. */
    menu?: string
  }
}

/** Nothing needed, or held. */
export function isAllowed(permission: string | undefined, held: readonly string[]): boolean {
  return permission === undefined || held.includes(permission)
}

/** The menu of one person: what he lacks the permission for is not there, nor a heading without items. */
export function menuOf(pages: readonly ConsolePage[], held: readonly string[]): MenuSection[] {
  const sections = new Map<string, MenuItem[]>()
  for (const page of pages) {
    if (!page.icon || !isAllowed(page.permission, held)) continue
    const items = sections.get(page.section) ?? []
    sections.set(page.section, [...items, { path: page.path, title: page.title, icon: page.icon }])
  }
  return [...sections].map(([title, items]) => ({ title, items }))
}

/** The first page that a person may open: where he lands. */
export function landingOf(pages: readonly ConsolePage[], held: readonly string[]): string | null {
  return menuOf(pages, held)[0]?.items[0]?.path ?? null
}

export function routesOf(pages: readonly ConsolePage[]): RouteRecordRaw[] {
  return pages.map((page) => ({
    path: page.path,
    component: page.component,
    props: page.props ?? false,
    meta: { title: page.title, section: page.section, permission: page.permission, menu: page.under ?? page.path },
  }))
}
