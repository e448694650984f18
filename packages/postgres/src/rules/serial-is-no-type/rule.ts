// A counting column's shorthand where a type is asked for.
import { defineRule, displayName, isCounterShorthand, meantType } from '@migration-planner/core'

export default defineRule({
  id: 'serial-is-no-type',
  summary: 'Type change to a shorthand that is no type',
  risk: 'high',
  on: ['change-column-type'],
  message:
    'Changing column "{column}" of "{table}" to {written} fails: PostgreSQL knows no such type, only a shorthand of that name for new columns, and {meant} is what is meant.',
  strategy: 'change it to the integer type behind the shorthand; the sequence stays as it is',
  needsDeploy: false,
  onNewTables: true,
  check: ({ operation: { table, column, type } }) =>
    isCounterShorthand(type)
      ? { table: displayName(table), column, written: type.name.toUpperCase(), meant: meantType(type).sql }
      : undefined,
})
