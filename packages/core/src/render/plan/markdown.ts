// The Migration Plan as a document: nine sections, always the same, always in this order.
import { blocks } from '../markdown.ts'
import type { PlanDocument } from './document.ts'
import { executionPlan, introduction, summary, version } from './execution.ts'
import { backfillStrategy, classification, migrationSql } from './migration-sql.ts'
import { rollbackPlan } from './rollback.ts'
import { validation } from './validation.ts'

export function renderPlanMarkdown(document: PlanDocument): string {
  const sections = [classification, migrationSql, backfillStrategy, rollbackPlan, validation, executionPlan, version, summary]
  return `${blocks(`# Migration Plan — ${document.plan.description}`, introduction(document), ...sections.map((section) => section(document)))}\n`
}
