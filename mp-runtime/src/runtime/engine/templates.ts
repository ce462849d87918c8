import type { glassEasel } from 'glass-easel-miniprogram-adapter'

type ComponentTemplate = NonNullable<Parameters<glassEasel.ComponentSpace['createComponentByUrl']>>[0]
/** What the template compiler made: one generator function per path. */
export type CompiledTemplateMap = Record<string, ComponentTemplate>
