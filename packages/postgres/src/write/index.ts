// Write: operations, intents and checks as PostgreSQL's SQL.
export { renameColumns } from './expressions.ts'
export { quote } from './names.ts'
export { write, writeCheck } from './write.ts'
