// rollbackCommands(): how a person undoes what was deployed with Prisma's own commands.
import type { Found, Plan, ToolCommand, WrittenPlan } from '@migration-planner/core'
import { schemaRootOf } from './detect.ts'

/** The last step first. Prisma has no command that forgets an applied migration, so its row is deleted by SQL. */
export function rollbackCommands(plan: Plan, written: WrittenPlan, found?: Found): readonly ToolCommand[] {
  const deployed = written.steps.filter(({ held }) => !held)
  return deployed.toReversed().flatMap(({ step, id, downFile }) => {
    const undone = plan.steps[step]
    if (undone?.rollback.kind === 'impossible') return []
    return [
      { title: `Undo: ${undone?.title ?? id}`, command: [...execute(found), '--file', downFile] },
      {
        title: `Let Prisma forget ${id}`,
        command: ['sh', '-c', `echo ${shellText(forgetSql(id))} | ${[...execute(found), '--stdin'].join(' ')}`],
      },
    ]
  })
}

/** Until Prisma 7 the command wants to be told where the schema is; from then on it refuses to be. */
function execute(found: Found | undefined): readonly string[] {
  const schema = found && (found.toolVersion ?? 7) < 7 ? ['--schema', schemaRootOf(found)] : []
  return ['npx', 'prisma', 'db', 'execute', ...schema]
}

function forgetSql(id: string): string {
  return `DELETE FROM "_prisma_migrations" WHERE migration_name = '${id.replaceAll("'", "''")}';`
}

function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
