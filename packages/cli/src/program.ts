// The command line: every command with its arguments and flags. What a command does is loaded only when it runs.
import type { Adapter, MigrateCommand, Risk } from '@migration-planner/core'
import { Command, Option } from 'commander'
import type { Context, Outcome } from './context.ts'
import { collectPair, collectRows, type GlobalFlags, readThreshold } from './flags.ts'
import type { Output } from './terminal.ts'

export interface ProgramOptions {
  readonly name: string
  readonly version: string
  readonly adapters: readonly Adapter[]
  readonly stdout: Output
  readonly color: boolean
  readonly run: (flags: GlobalFlags, command: (context: Context) => Promise<Outcome>) => Promise<void>
}

export function buildProgram(options: ProgramOptions): Command {
  const tools = options.adapters.map(({ title }) => title).join(', ')
  const program = new Command(options.name)
  program
    .description(`Finds what is unsafe in the migrations of ${tools}, and makes it safe.`)
    .version(options.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void options.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => 110,
      getOutHasColors: () => options.color,
    })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
  addGlobalFlags(program)
  addReading(program, options)
  addWriting(program, options)
  addRunning(program, options)
  addCatalogue(program, options)
  for (const command of program.commands) command.copyInheritedSettings(program)
  return program
}

function addGlobalFlags(program: Command): void {
  program
    .option('--cwd <dir>', 'work in this folder')
    .option('--config <file>', 'the config file, instead of the one found from the folder upward')
    .option('--database-url <url>', 'the target database')
    .option('--shadow-url <url>', "a server for the shadow databases, instead of an embedded one; 'none' for no shadow")
    .option('--engine-version <version>', "the target's major version, for example 16")
    .addOption(new Option('--rows <table=n>', 'rows of a table; repeatable').argParser(collectRows))
    .option('--stats <file>', 'a JSON file with the rows of each table')
    .option('--quiet', 'say only what was asked for')
    .option('--verbose', 'say what is being done')
    .option('--no-color', 'plain text')
}

interface LintFlags {
  readonly from?: 'database' | 'git' | 'all'
  readonly since?: string
  readonly staged?: boolean
  readonly failOn?: Risk | 'never'
  readonly format: string
  readonly baseline?: string
  readonly writeBaseline?: boolean
}

const from = (): Option => new Option('--from <where>', 'which migrations are pending').choices(['database', 'git', 'all'])
const since = (): Option => new Option('--since <ref>', 'pending are those that this git reference does not have')

function addReading(program: Command, { run }: ProgramOptions): void {
  program
    .command('lint')
    .description('Print what is unsafe in the pending migrations, or in the files named')
    .argument('[path...]', 'migration files or folders')
    .addOption(from())
    .addOption(since())
    .option('--staged', 'judge what git has staged')
    .addOption(
      new Option('--fail-on <risk>', 'exit 1 at this risk and above: low, medium, high or never (default: medium)').argParser(
        readThreshold,
      ),
    )
    .option('--format <name>', 'pretty, json, sarif, github, gitlab, junit or markdown', 'pretty')
    .option('--baseline <file>', 'report only what is not in this file')
    .option('--write-baseline', 'write what there is to the baseline file')
    .action(async (paths: readonly string[], flags: LintFlags) => {
      await run(program.opts(), async (context) => (await import('./commands/lint.ts')).lint(context, { ...flags, paths }))
    })
  program
    .command('plan')
    .description('Print the Migration Plan of the pending migrations')
    .argument('[migration...]', 'ids of pending migrations; all where none is named')
    .addOption(from())
    .addOption(since())
    .addOption(rename())
    .addOption(fill())
    .option('--format <name>', 'markdown, json or html', 'markdown')
    .option('--out <file>', 'write to this file')
    .action(async (migrations: readonly string[], flags: PlanFlags & { readonly format: string; readonly out?: string }) => {
      await run(program.opts(), async (context) => (await import('./commands/plan.ts')).plan(context, { ...flags, migrations }))
    })
}

interface PlanFlags {
  readonly from?: 'database' | 'git' | 'all'
  readonly since?: string
  readonly rename?: Readonly<Record<string, string>>
  readonly fill?: Readonly<Record<string, string>>
}

const rename = (): Option =>
  new Option(
    '--rename <table.old=new>',
    'this drop and this add are one rename; nothing after the equals sign says that it is none; repeatable',
  ).argParser(collectPair('--rename', '--rename users.name=full_name', true))

const fill = (): Option =>
  new Option('--fill <table.column=sql>', 'the value of existing rows in a new NOT NULL column; repeatable').argParser(
    collectPair('--fill', `--fill "users.status='active'"`),
  )

interface RewriteFlags extends PlanFlags {
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly verify: boolean
}

function addWriting(program: Command, { run }: ProgramOptions): void {
  program
    .command('rewrite')
    .description('Replace each unsafe pending migration by safe files, proved before anything is written')
    .argument('[migration...]', 'ids of pending migrations; all unsafe ones where none is named')
    .addOption(from())
    .addOption(since())
    .addOption(rename())
    .addOption(fill())
    .option('--dry-run', 'show the difference and write nothing')
    .option('--yes', 'ask nothing')
    .option('--no-verify', 'do not prove the result; the plan says so')
    .action(async (migrations: readonly string[], flags: RewriteFlags) => {
      await run(program.opts(), async (context) =>
        (await import('./commands/rewrite.ts')).rewrite(context, { ...flags, migrations }),
      )
    })
  program
    .command('verify')
    .description('Prove the written plans again, from their files, on the shadow')
    .argument('[plan...]', 'plans; all where none is named')
    .option('--format <name>', 'pretty, json or markdown', 'pretty')
    .action(async (plans: readonly string[], flags: { readonly format: string }) => {
      await run(program.opts(), async (context) => (await import('./commands/verify.ts')).verify(context, { ...flags, plans }))
    })
  program
    .command('release')
    .description("Move a plan's held steps into the tool's reach, once no running application uses what they drop")
    .argument('[plan]', 'the plan; the only one with held steps where none is named')
    .option('--yes', 'no running application uses what will be dropped')
    .action(async (plan: string | undefined, flags: { readonly yes?: boolean }) => {
      await run(program.opts(), async (context) => (await import('./commands/release.ts')).release(context, { ...flags, plan }))
    })
}

function addRunning(program: Command, { run, adapters }: ProgramOptions): void {
  addMigrate(program, run, adapters)
  program
    .command('validate')
    .description("Ask the target a plan's questions and fill its validation table")
    .argument('[plan]', 'the plan; the only one where none is named')
    .addOption(new Option('--stage <stage>', 'before the deploy, or after it').choices(['before', 'after']).makeOptionMandatory())
    .action(async (plan: string | undefined, flags: { readonly stage: 'before' | 'after' }) => {
      await run(program.opts(), async (context) => (await import('./commands/validate.ts')).validate(context, { ...flags, plan }))
    })
  program
    .command('rollback')
    .description("Undo a plan's applied steps, last first, and correct the tool's record")
    .argument('[plan]', 'the plan; the only one where none is named')
    .addOption(
      new Option('--to <phase>', 'undo what came after this phase, and keep the phase').choices([
        'expand',
        'backfill',
        'constrain',
      ]),
    )
    .option('--yes', 'ask nothing')
    .action(
      async (plan: string | undefined, flags: { readonly to?: 'expand' | 'backfill' | 'constrain'; readonly yes?: boolean }) => {
        await run(program.opts(), async (context) =>
          (await import('./commands/rollback.ts')).rollback(context, { ...flags, plan }),
        )
      },
    )
  program
    .command('sync')
    .description("Correct the tool's record on your own database, where the original migration already ran")
    .argument('[plan...]', 'plans; all where none is named')
    .option('--yes', 'ask nothing')
    .action(async (plans: readonly string[], flags: { readonly yes?: boolean }) => {
      await run(program.opts(), async (context) => (await import('./commands/sync.ts')).sync(context, { ...flags, plans }))
    })
  program
    .command('status')
    .description('Every plan: how far it is, what is held, what to do next')
    .option('--format <name>', 'pretty or json', 'pretty')
    .action(async (flags: { readonly format: string }) => {
      await run(program.opts(), async (context) => (await import('./commands/status.ts')).status(context, flags))
    })
}

interface MigrateFlags {
  readonly allow: readonly string[]
}

function addMigrate(program: Command, run: ProgramOptions['run'], adapters: readonly Adapter[]): void {
  const migrate = program.command('migrate').description("The tool's own command behind a gate")
  for (const command of adapters.flatMap(({ migrateCommands }) => migrateCommands ?? []))
    addMigrateCommand(program, migrate, command, run)
}

function addMigrateCommand(program: Command, migrate: Command, command: MigrateCommand, run: ProgramOptions['run']): void {
  const added = migrate
    .command(command.name)
    .description(command.summary)
    .argument('[args...]', `more arguments, passed on to \`${command.command.join(' ')}\``)
    .allowUnknownOption()
    .allowExcessArguments()
  if (command.purpose === 'deploy') {
    added.addOption(
      new Option('--allow <migration>', 'deploy this unsafe migration as it is; repeatable').argParser(
        (value: string, before: readonly string[] = []) => [...before, value],
      ),
    )
  }
  added.action(async (_args: readonly string[], flags: Partial<MigrateFlags>, self: Command) => {
    await run(program.opts(), async (context) => {
      const { migrate: run } = await import('./commands/migrate.ts')
      return run(context, { command, args: self.args, allow: flags.allow ?? [] })
    })
  })
}

function addCatalogue(program: Command, { run }: ProgramOptions): void {
  program
    .command('init')
    .description('Write a config file, and have staged migrations checked before each commit')
    .option(
      '--hook [framework]',
      'install the check: git, husky, lefthook, lint-staged or pre-commit; the one in use if not named',
    )
    .action(async (flags: { readonly hook?: string | true }) => {
      await run(program.opts(), async (context) => (await import('./commands/init.ts')).init(context, flags))
    })
  program
    .command('rules')
    .description('List every rule')
    .option('--format <name>', 'pretty, json or markdown', 'pretty')
    .action(async (flags: { readonly format: string }) => {
      await run(program.opts(), async (context) => (await import('./commands/rules.ts')).rules(context, flags))
    })
  program
    .command('explain')
    .description('One rule: what goes wrong, its lock, the safe way and an example')
    .argument('<rule>', 'the name of the rule')
    .action(async (rule: string) => {
      await run(program.opts(), async (context) => (await import('./commands/explain.ts')).explain(context, rule))
    })
}
