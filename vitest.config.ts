import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src-*/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    pool: 'forks',
    // Real processes, databases and sockets on a busy machine: slow is not wrong.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
