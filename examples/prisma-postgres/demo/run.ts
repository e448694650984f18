// The demonstration: `npm run demo`. A shop with 200,000 rows deploys one migration twice, as people do and as prisma-safe does.
import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { startEmbedded } from '@migration-planner/postgres/live'
import { chooseSchemaEngine, type Ended, prisma, prismaSafe } from './commands.ts'
import { compare } from './comparison.ts'
import { showFailure, showFindings, showMigration, showRewrite } from './findings.ts'
import { colour, during, heading, line, title } from './print.ts'
import { rollOut } from './rollout.ts'
import { pendingMigration, prepareShops, type Shop, type Shops } from './shop.ts'

const started = performance.now()
// Without this, Ctrl-C would leave the copies behind; the server ends with this process in any case.
process.once('SIGINT', () => process.exit(130))
title('A shop with 200,000 rows is about to grow up')
const server = await startEmbedded()
try {
  const engine = await chooseSchemaEngine()
  const shops = await during(
    `PostgreSQL ${server.version}; Prisma 7 (${engine} engine) deploys six migrations; 200,000 rows`,
    () => prepareShops(server.url, engine),
  )
  process.exitCode = (await play(shops)) ? 0 : 1
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  line()
  line(colour.dim(`${seconds} s in all. The project, the seed and both migrations are in examples/prisma-postgres.`))
} finally {
  await server.stop()
}

async function play(shops: Shops): Promise<boolean> {
  const asWritten = await shops.open('as_written')
  showMigration(asWritten)
  const found = await showFindings(asWritten)
  await showFailure(asWritten)
  const safe = await shops.open('rewritten')
  const proved = await showRewrite(safe)
  return (await deployBoth(await shops.open('by_hand'), safe)) && found && proved
}

async function deployBoth(byHand: Shop, safe: Shop): Promise<boolean> {
  heading('Both of them, with the shop open')
  line('The old application sends 200 queries a second through each deploy; then the new one joins it, and')
  line('replaces it. A query waits from the moment at which it should have been sent; counted are those')
  line('that meet a statement of the migration.')
  line()
  copyFileSync(
    path.join(import.meta.dirname, 'by-hand.sql'),
    path.join(byHand.directory, `prisma/migrations/${pendingMigration}/migration.sql`),
  )
  const one = await during('by hand: prisma migrate deploy', () =>
    rollOut({ shop: byHand, migrate: () => succeeded(prisma(byHand, 'migrate', 'deploy')) }),
  )
  const other = await during('rewritten: prisma-safe migrate deploy … prisma-safe release, prisma-safe migrate deploy', () =>
    rollOut({
      shop: safe,
      migrate: () => succeeded(prismaSafe(safe, 'migrate', 'deploy')),
      finish: () => releaseAndDeploy(safe),
    }),
  )
  line()
  return compare({ byHand: one, safe: other })
}

async function releaseAndDeploy(shop: Shop): Promise<void> {
  await succeeded(prismaSafe(shop, 'release', '--yes'))
  await succeeded(prismaSafe(shop, 'migrate', 'deploy'))
}

async function succeeded(command: Promise<Ended>): Promise<void> {
  const { code, stdout, stderr } = await command
  if (code !== 0) throw new Error(`A deploy failed:\n${stdout}\n${stderr}`)
}
