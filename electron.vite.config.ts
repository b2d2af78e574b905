import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** A page below /recovery loads the same files; electron-vite would name them from beside the page. */
const fromTheRoot = { name: 'from-the-root', config: () => ({ base: '/' }) }

export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: {
          browser: at('src-main/hosts/browser/main.ts'),
          terminal: at('src-main/hosts/terminal/main.ts'),
          sandbox: at('src-main/sandbox/main.ts'),
        },
        // Chunks beside the entries: `import.meta.dirname` is out/main in every module.
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    build: {
      minify: true,
      // A font inside a style sheet is a `data:` address, which the content security policy refuses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
    plugins: [react(), fromTheRoot],
  },
})
