import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Log, Result } from 'sarif'
import { afterAll, describe, expect, test } from 'vitest'
import { makeProject, pendingFile } from './project.ts'

/** One of everything: each risk, a statement twice, an unused suppression, a gap, a name that no format may take at its word. */
const awkward = `-- migration-planner: allow drop-table (the table is gone)
ALTER TABLE "User" ADD COLUMN "status" TEXT NOT NULL;
DROP TABLE "User" /* migration-planner: allow truncate (nothing is truncated) */;
UPDATE "User" SET "email" = 'a<b>&"c", 50%: ]]> \u0001 😀';
\\echo done
UPDATE "User" SET "email" = 'a<b>&"c", 50%: ]]> \u0001 😀';
`
const broken = 'CREATE TABEL "Oops" (id int);\n'
const brokenFile = 'prisma/migrations/20260404120000_oops & more/migration.sql'
const safeFile = 'prisma/migrations/20260505120000_safe/migration.sql'

const project = makeProject({
  [pendingFile]: awkward,
  [brokenFile]: broken,
  [safeFile]: 'CREATE TABLE "Other" ("id" INTEGER);\n',
})
afterAll(() => project.remove())

const files = [pendingFile, brokenFile, safeFile]

async function report(format: string, ...paths: readonly string[]): Promise<string> {
  const { stdout } = await project.run(
    'lint',
    '--engine-version',
    '18',
    '--format',
    format,
    ...(paths.length > 0 ? paths : files),
  )
  return stdout
}

describe('lint --format', () => {
  test.each(['pretty', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown'])('%s', async (format) => {
    await expect(await report(format)).toMatchFileSnapshot(`formats/${format}.txt`)
  })

  test('the help names every format that there is', async () => {
    const { stderr } = await project.run('lint', '--format', 'none')
    const known = /Choose one of: (.*)/.exec(stderr)?.[1]?.split(', ') ?? []
    const { stdout } = await project.run('lint', '--help')
    const named = /--format <name> +([\s\S]*?)\(default/.exec(stdout)?.[1] ?? ''
    expect(named.split(/,| or /).map((name) => name.trim())).toEqual(known)
    expect(known).toHaveLength(7)
  })
})

describe('sarif', () => {
  const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  const isValid = ajv.compile<Log>(JSON.parse(readFileSync(schemaFile, 'utf8')))

  function valid(text: string): Log {
    const log: unknown = JSON.parse(text)
    if (isValid(log)) return log
    throw new Error(ajv.errorsText(isValid.errors, { separator: '\n' }))
  }

  /** The first results of a valid report. */
  async function resultsIn(...paths: readonly string[]): Promise<readonly Result[]> {
    return valid(await report('sarif', ...paths)).runs[0]!.results!
  }

  test('is valid by the published schema, with findings and without', async () => {
    expect((await resultsIn()).length).toBeGreaterThan(3)
    expect(await resultsIn(safeFile)).toHaveLength(0)
    expect(() => valid('{ "version": "2.1.0" }')).toThrow("must have required property 'runs'")
  })

  test('every result points to its rule', async () => {
    const run = valid(await report('sarif')).runs[0]!
    for (const { ruleId, ruleIndex } of run.results!) expect(run.tool.driver.rules![ruleIndex!]!.id).toBe(ruleId)
  })

  test('every result is recognised when lines move', async () => {
    const marks = (await resultsIn()).map(({ partialFingerprints }) => partialFingerprints!['statement/v1'])
    expect(new Set(marks).size).toBe(marks.length)
    project.put(pendingFile, `\n\n${awkward}`)
    const moved = await resultsIn()
    project.put(pendingFile, awkward)
    expect(moved.map(({ partialFingerprints }) => partialFingerprints!['statement/v1'])).toEqual(marks)
    expect(moved[0]!.locations![0]!.physicalLocation!.region!.startLine).toBe(3)
  })

  test('a fix, carried out, leaves nothing to fix and changes nothing else', async () => {
    const before = await resultsIn(pendingFile)
    const fixable = before.filter(({ fixes }) => fixes !== undefined)
    expect(fixable.map(({ ruleId }) => ruleId)).toEqual(['unused-suppression', 'unused-suppression'])
    const fixed = fixable.reduceRight(carriedOut, awkward)
    expect(fixed.split('\n').slice(0, 2)).toEqual([
      'ALTER TABLE "User" ADD COLUMN "status" TEXT NOT NULL;',
      'DROP TABLE "User"  ;',
    ])
    project.put(pendingFile, fixed)
    const after = await resultsIn(pendingFile)
    project.put(pendingFile, awkward)
    expect(after.map(({ ruleId }) => ruleId)).toEqual(
      before.map(({ ruleId }) => ruleId).filter((rule) => rule !== 'unused-suppression'),
    )
  })
})

/** The text with a result's fix in it. */
function carriedOut(text: string, { fixes }: Result): string {
  const { deletedRegion, insertedContent } = fixes![0]!.artifactChanges[0]!.replacements[0]!
  const lines = text.split('\n')
  const start = lines[deletedRegion.startLine! - 1]!.slice(0, deletedRegion.startColumn! - 1)
  const end = lines[deletedRegion.endLine! - 1]!.slice(deletedRegion.endColumn! - 1)
  const rest = [...lines.slice(0, deletedRegion.startLine! - 1), start + (insertedContent?.text ?? '') + end]
  return [...rest, ...lines.slice(deletedRegion.endLine)].join('\n')
}

describe('junit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name, _path, _leaf, isAttribute) => !isAttribute && name.startsWith('test'),
  })

  test('is well-formed whatever the SQL says, and its counts are those of its cases', async () => {
    const text = await report('junit')
    expect(XMLValidator.validate(text)).toBe(true)
    // XML 1.0 allows these below the space, and nothing else.
    expect(Array.from(text).filter((character) => character < ' ' && character !== '\n')).toEqual([])
    const [all] = parser.parse(text).testsuites
    const cases = all.testsuite.flatMap((suite: { readonly testcase: readonly object[] }) => suite.testcase)
    expect({ ...all, testsuite: undefined }).toMatchObject({
      tests: String(cases.length),
      failures: String(cases.filter((one: object) => 'failure' in one).length),
      errors: '1',
      skipped: '1',
    })
    expect(all.testsuite[2]).toMatchObject({ file: safeFile, tests: '1', failures: '0' })
  })
})

describe('gitlab', () => {
  test('every issue has what GitLab asks for, and a fingerprint of its own', async () => {
    const issues: readonly Readonly<Record<string, unknown>>[] = JSON.parse(await report('gitlab'))
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.stringMatching(/./),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.stringMatching(/./),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: {
          path: expect.stringMatching(/migration\.sql$/),
          lines: { begin: expect.any(Number), end: expect.any(Number) },
        },
      })
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length)
    expect(await report('gitlab', safeFile)).toBe('[]\n')
  })
})
