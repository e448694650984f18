// PostgreSQL's public face: the engine, for callers that plan; what needs a server stands under `/live`.
export { loadPostgres, postgres } from './engine.ts'
