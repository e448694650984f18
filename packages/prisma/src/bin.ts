// The prisma-safe program: the command set, speaking for Prisma.
import { runProgram } from '@migration-planner/cli'
import { prisma } from './adapter.ts'

process.exitCode = await runProgram('prisma-safe', import.meta.url, [prisma])
