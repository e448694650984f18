// What the planner said of a migration that gets no plan: that it is fine, or what only a person can answer.
import type { Planned } from '@migration-planner/core'
import type { Context } from '../context.ts'

export function saySafe({ terminal }: Context, planned: readonly Planned[]): void {
  for (const one of planned) if (one.kind === 'safe') terminal.note(`${one.migration}: safe as it is`)
}

/** Questions and refusals, with the flags that answer; true where there are any. */
export function sayBlocked({ terminal }: Context, planned: readonly Planned[]): boolean {
  const blocked = planned.filter((one) => one.kind === 'blocked')
  for (const { migration, questions, refusals } of blocked) {
    terminal.warn(terminal.paint.bold(`${migration}: nothing is written until a person decides`))
    for (const { about, question, answers } of questions) {
      terminal.warn(`  ${place(about)}${question}`)
      for (const answer of answers) terminal.warn(`    ${terminal.paint.cyan(answer)}`)
    }
    for (const { about, reason } of refusals) terminal.warn(`  ${place(about)}${reason}`)
  }
  return blocked.length > 0
}

function place(
  about: readonly {
    readonly origin: { readonly file: string; readonly start: { readonly line: number; readonly column: number } }
  }[],
): string {
  const origin = about[0]?.origin
  return origin ? `${origin.file}:${origin.start.line}:${origin.start.column}  ` : ''
}
