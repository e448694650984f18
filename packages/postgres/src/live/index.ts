// The live PostgreSQL: what needs a running server. Nothing outside this folder connects to anything.
export { type EmbeddedServer, availableMajors, startEmbedded } from './embedded/server.ts'
export { failureOf } from './failure.ts'
export { connect } from './session.ts'
export { openShadow } from './shadow/shadow.ts'
export { split } from './split.ts'
