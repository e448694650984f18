// The acts before the curtain: what is wrong with the migration, what happens if it is deployed, and what prisma-safe makes of it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { prisma, prismaSafe } from './commands.ts'
import { bad, colour, heading, line, type Paint, paragraph } from './print.ts'
import { filesIn, pendingMigration, type Shop } from './shop.ts'

const migrationFile = `prisma/migrations/${pendingMigration}/migration.sql`
const decisions = ['--rename', 'User.name=fullName', '--fill', "User.country='DE'"]

export function showMigration(shop: Shop): void {
  heading('Prisma wrote a migration', migrationFile)
  const sql = readFileSync(path.join(shop.directory, migrationFile), 'utf8')
  for (const each of sql.slice(sql.indexOf('-- AlterTable')).trimEnd().split('\n')) if (each !== '') line(colour.dim(each))
}

interface LintJson {
  readonly migrations: readonly {
    readonly findings: readonly { readonly risk: Risk; readonly line: number; readonly rule: string; readonly message: string }[]
  }[]
}
type Risk = 'low' | 'medium' | 'high'

const riskPaint: Readonly<Record<Risk, Paint>> = { high: colour.red, medium: colour.yellow, low: colour.dim }

/** The promise: lint finds it, and a pipeline stops. */
export async function showFindings(shop: Shop): Promise<boolean> {
  heading('What is wrong with it', 'prisma-safe lint')
  const { code, stdout, stderr } = await prismaSafe(shop, 'lint', '--format', 'json')
  if (code > 1) throw new Error(`lint failed:\n${stderr}`)
  const report: LintJson = JSON.parse(stdout)
  const findings = report.migrations.flatMap((migration) => migration.findings)
  const loud = findings.filter(({ risk }) => risk !== 'low')
  for (const { risk, line: number, rule, message } of loud) {
    line(`${riskPaint[risk](risk.padEnd(6))}  line ${String(number).padStart(2)}  ${colour.bold(rule)}`)
    paragraph(message, 17)
  }
  line(colour.dim(`and ${findings.length - loud.length} remarks of low risk; exit code ${code}`))
  return code === 1
}

/** As it is, it does not even run. */
export async function showFailure(shop: Shop): Promise<void> {
  heading('What happens if it is deployed', 'prisma migrate deploy')
  const { code, stderr, stdout } = await prisma(shop, 'migrate', 'deploy')
  const said = `${stdout}\n${stderr}`.split('\n').find((each) => each.startsWith('ERROR:'))
  if (code === 0) bad('It went through, and every name is gone')
  else bad(`${said ?? stderr.trim()}`)
  line('  It fails halfway through a deploy, and Prisma refuses every later one until somebody resolves it.')
  line('  Given a value for country it would go through, and 40,000 names would be gone.')
}

interface Claim {
  readonly claim: string
  readonly outcome: 'held' | 'failed' | 'not checked'
  readonly detail: string
}

interface PlanJson {
  readonly proof?: { readonly claims: readonly Claim[] }
}

/** The promise: every claim holds that was checked, and nothing is written otherwise. */
export async function showRewrite(shop: Shop): Promise<boolean> {
  const before = new Set(filesIn(shop.directory))
  heading('The same, made safe', ['prisma-safe rewrite', ...decisions.map(quoted), '--yes'].join(' '))
  const { code, stdout, stderr, seconds } = await prismaSafe(shop, 'rewrite', ...decisions, '--yes')
  if (code !== 0) throw new Error(`rewrite failed:\n${stdout}\n${stderr}`)
  const written = filesIn(shop.directory).filter((file) => !before.has(file))
  const forward = written.filter((file) => !file.endsWith('down.sql'))
  const inReach = forward.filter((file) => file.startsWith('prisma/'))
  for (const file of [...inReach, ...forward.filter((each) => !inReach.includes(each))]) line(describe(file, written))
  line(`${colour.cyan('changed')}  prisma/schema.prisma`)
  line(`${colour.red('removed')}  ${migrationFile}`)
  return showProof(shop, seconds)
}

function quoted(argument: string): string {
  return argument.includes("'") ? `"${argument}"` : argument
}

function describe(file: string, all: readonly string[]): string {
  const undo = all.includes(file.replace('migration.sql', 'down.sql')) && file.endsWith('migration.sql')
  const held = file.includes('/contract/')
  return `${held ? colour.yellow('held   ') : colour.green('new    ')}  ${file}${undo ? colour.dim(' + down.sql') : ''}`
}

const marks: Readonly<Record<Claim['outcome'], string>> = {
  held: colour.green('✓'),
  failed: colour.red('✗'),
  'not checked': colour.yellow('–'),
}

function showClaim({ claim, outcome, detail }: Claim): void {
  line(`${marks[outcome]} ${claim}${outcome === 'held' ? '' : `: ${outcome}`}`)
  paragraph(detail, 2, colour.dim)
}

function showProof(shop: Shop, seconds: number): boolean {
  heading('Why that may be believed', `proved before it was written, in ${seconds.toFixed(1)} s`)
  const plan: PlanJson = JSON.parse(
    readFileSync(path.join(shop.directory, 'migration-plans', pendingMigration, 'plan.json'), 'utf8'),
  )
  const claims = plan.proof?.claims ?? []
  for (const claim of claims) showClaim(claim)
  return claims.length > 0 && claims.every(({ outcome }) => outcome !== 'failed')
}
