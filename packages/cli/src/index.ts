// The command set's public face: what a tool's binary needs to speak for itself.
export { runCli, type RunOptions } from './run.ts'
export { runProgram } from './run-program.ts'
