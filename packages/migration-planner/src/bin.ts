// The migration-planner program: the command set, speaking for whichever tool a project uses.
import { runProgram } from '@migration-planner/cli'
import { prisma } from 'prisma-safe'

process.exitCode = await runProgram('migration-planner', import.meta.url, [prisma])
