// What prisma-safe offers to programs: the adapter for Prisma Migrate.
export { prisma } from './adapter.ts'
