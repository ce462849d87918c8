/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the API lives, for mini programs; H5 is served by the API itself. */
  readonly VITE_API_ORIGIN?: string
}

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}

/** Version of this program, put in by Vite. */
declare const __APP_VERSION__: string
