// A setting that stays in the session after the file.
import { defineRule } from '@migration-planner/core'

export default defineRule({
  id: 'set-without-local',
  summary: 'Setting outlives the migration',
  risk: 'low',
  on: ['set-setting'],
  message: "SET {name} stays in the session: files that run after this one, and a pooled connection's next user, get it too.",
  strategy: 'SET LOCAL inside a transaction',
  needsDeploy: false,
  forTheAuthor: true,
  check: ({ operation: { name, value, local } }, changes) => {
    const isReset = changes.some(
      ({ operation }) => operation.kind === 'set-setting' && operation.name === name && operation.value === undefined,
    )
    const lingers = name.endsWith('_timeout') || ['search_path', 'role', 'session_replication_role'].includes(name)
    return local || value === undefined || isReset || !lingers ? undefined : { name }
  },
})
