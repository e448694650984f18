import { defineConfig } from 'vitest/config'

// Tests run from the sources: the packages name them under this condition in their `exports`.
const conditions = ['@migration-planner/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['@migration-planner/source'] } },
  test: {
    include: ['{packages,test,tools,examples}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    allowOnly: !process.env['CI'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
