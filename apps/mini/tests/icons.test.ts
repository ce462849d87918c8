import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ICON_NAMES } from '@/components/icons/names'

/** Sass cannot read the list of TypeScript: the drawings, the names and the styles are kept in step here. */
test('every icon is drawn, named and styled', () => {
  const drawn = readdirSync('src/components/icons').filter((file) => file.endsWith('.svg')).map((file) => file.replace('.svg', ''))
  const styles = /\$names:([^;]+);/.exec(readFileSync('src/components/AppIcon.vue', 'utf8'))?.[1] ?? ''

  expect([...ICON_NAMES].sort()).toEqual(drawn.sort())
  expect(styles.trim().split(/\s+/).sort()).toEqual(drawn.sort())
})
