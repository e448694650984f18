// The trigger that gives a column its value in rows that are written without one, and how triggers of ours go.
import type { DropTrigger, FillColumn } from '@migration-planner/core'
import { ofNewRow, withoutLastComment } from './expressions.ts'
import { dollarQuoted, qualified, qualifiedSibling, quote } from './names.ts'
import { triggerSql } from './sync-trigger.ts'

export function fillStatements({ table, column, value, name }: FillColumn): readonly string[] {
  const target = `NEW.${quote(column)}`
  const body = [
    'BEGIN',
    `  IF ${target} IS NULL THEN`,
    `    ${target} := ${ofNewRow(withoutLastComment(value.sql), table.name)};`,
    '  END IF;',
    '  RETURN NEW;',
    'END',
  ].join('\n')
  return [
    `CREATE FUNCTION ${qualifiedSibling(table, name)}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuoted(body)}`,
    triggerSql(table, name),
  ]
}

export function dropTriggerStatements({ table, name }: DropTrigger): readonly string[] {
  return [
    `DROP TRIGGER IF EXISTS ${quote(name)} ON ${qualified(table)}`,
    `DROP FUNCTION IF EXISTS ${qualifiedSibling(table, name)}()`,
  ]
}
