// Effects: PostgreSQL's facts about what an operation does to everyone else.
export { effectsOf } from './effects-of.ts'
export { effectsOfIntent } from './effects-of-intent.ts'
