import { fileURLToPath } from 'node:url'
import uni from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import pack from './package.json'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [uni()],
  define: { __APP_VERSION__: JSON.stringify(pack.version) },
  resolve: {
    alias: {
      '@': here('./src'),
      '@lilong/shared/tokens.scss': here('../../packages/shared/tokens.scss'),
      '@lilong/shared': here('../../packages/shared/src/index.ts'),
    },
  },
})
