import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Where the development server finds the API; the built console is served by the API itself, on one origin. */
const api = process.env.LILONG_API ?? 'http://127.0.0.1:8000'

/** The viewer of the API's description is served with the consoles, so that the documents open without any other host. */
const apiViewer: Plugin = {
  name: 'api-viewer',
  apply: 'build',
  generateBundle() {
    for (const file of ['swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'swagger-ui.css']) {
      const source = readFileSync(here(`./node_modules/swagger-ui-dist/${file}`))
      this.emitFile({ type: 'asset', fileName: `api-docs/${file}`, source })
    }
  },
}

export default defineConfig({
  base: '/console/',
  resolve: { alias: { '@': here('./src'), '@lilong/shared': here('../../packages/shared/src/index.ts') } },
  plugins: [vue(), Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver()] }), apiViewer],
  build: {
    rollupOptions: { input: { merchant: here('./merchant/index.html'), ops: here('./ops/index.html') } },
  },
  server: { proxy: { '/api': api, '/media': api } },
  test: { include: ['tests/**/*.test.ts'] },
})
