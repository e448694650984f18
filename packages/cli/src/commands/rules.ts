// `rules`: every rule with its risk and what it says.
import type { Engine, Rule } from '@migration-planner/core'
import { type Paint, table } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { formatNamed } from '../output/formats.ts'
import { loadEngine } from '../workspace/open.ts'

const formats: Readonly<Record<string, (engine: Engine, rules: readonly Rule[], paint: Paint) => string>> = {
  pretty: (_, rules, paint) => {
    const width = Math.max(...rules.map(({ id }) => id.length))
    return rules.map(({ id, risk, summary }) => `${risk.padEnd(6)}  ${paint.bold(id.padEnd(width))}  ${summary}`).join('\n')
  },
  json: (engine, rules) => JSON.stringify({ version: 1, engine: engine.name, rules: rules.map(ruleJson) }, undefined, 2),
  markdown: (_, rules) =>
    table(
      ['Rule', 'Risk', 'What goes wrong', 'Safe way'],
      rules.map(({ id, risk, summary, strategy }) => [`\`${id}\``, risk, summary, strategy]),
    ),
}

export async function rules(context: Context, options: { readonly format: string }): Promise<Outcome> {
  const render = formatNamed(formats, options.format)
  const engine = await loadEngine()
  const sorted = engine.rules.toSorted((one, other) => one.id.localeCompare(other.id))
  context.terminal.result(render(engine, sorted, context.terminal.paint))
  return 0
}

function ruleJson({ id, risk, summary, strategy, needsDeploy }: Rule): unknown {
  return { id, risk, summary, strategy, needsDeploy }
}
