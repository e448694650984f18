// The live PostgreSQL: what needs a running server. Nothing outside this folder connects to anything.
export { type EmbeddedServer, availableMajors, startEmbedded } from './embedded/server.ts'
export { postgresLive } from './engine.ts'
