// rollbackCommands(): how a person undoes what was deployed with Prisma's own commands.
import { type Plan, type ToolCommand, type WrittenPlan } from '@migration-planner/core'

/** The last step first. Prisma has no command that forgets an applied migration, so its row is deleted by SQL. */
export function rollbackCommands(plan: Plan, written: WrittenPlan): readonly ToolCommand[] {
  const deployed = written.steps.filter(({ held }) => !held)
  return deployed.toReversed().flatMap(({ step, id, downFile }) => {
    const undo = {
      title: `Undo: ${plan.steps[step]?.title ?? id}`,
      command: ['npx', 'prisma', 'db', 'execute', '--file', downFile],
    }
    const forget = {
      title: `Let Prisma forget ${id}`,
      command: ['sh', '-c', `echo ${shellText(forgetSql(id))} | npx prisma db execute --stdin`],
    }
    return plan.steps[step]?.rollback.kind === 'impossible' ? [] : [undo, forget]
  })
}

function forgetSql(id: string): string {
  return `DELETE FROM "_prisma_migrations" WHERE migration_name = '${id.replaceAll("'", "''")}';`
}

function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
