// Reading PostgreSQL: text → statements, operations, problems and gaps.
export { longestName } from './names.ts'
export { readPostgres } from './read.ts'
export { readExpression } from './standalone-expressions.ts'
