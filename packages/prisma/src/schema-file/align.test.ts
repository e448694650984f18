// Held and released schema files, case by case: the held ones are golden files, the released ones are the team's own again.
import { describe, expect, test } from 'vitest'
import { earlierSchemas, fixturePath, writtenSchema } from '../../test/fixture-files.ts'
import { schemaCases } from '../../test/schema-cases.ts'
import { align } from './align.ts'
import { prismaSchema } from './prisma-schema.ts'
import { restoreLines } from './restore-lines.ts'
import { errorsIn } from './validate.ts'

const remark = '// kept until prisma-safe release'

describe.each(schemaCases)('$name', ({ name, deployed, released }) => {
  const written = writtenSchema(name)
  const held = align(written, released, deployed, { donors: earlierSchemas(name), hide: true, remark })

  test('while steps are held, the schema describes what is deployed', async () => {
    expect(errorsIn(written)).toEqual([])
    expect(errorsIn(held)).toEqual([])
    for (const { path, text } of held.files)
      await expect(text.replaceAll('\r\n', '\n')).toMatchFileSnapshot(fixturePath(name, 'held', path))
  })

  test('holding twice changes nothing more', () => {
    const again = align(held, released, deployed, { donors: earlierSchemas(name), hide: true, remark })
    expect(again.files).toEqual(held.files)
  })

  test('released, every byte is as the team wrote it', () => {
    const back = restoreLines(align(held, deployed, released, { donors: [written], hide: false, remark }), written)
    expect(back.files).toEqual(written.files)
    const again = restoreLines(align(back, deployed, released, { donors: [written], hide: false, remark }), written)
    expect(again.files).toEqual(written.files)
  })

  test('released after later edits, those stay', () => {
    const model = 'model Later {\n  id Int @id\n}\n'
    const edited = prismaSchema(
      held.files.map(({ path, text }, position) => ({ path, text: position === 0 ? `${text}\n${model}` : text })),
    )
    const back = restoreLines(align(edited, deployed, released, { donors: [written], hide: false, remark }), written)
    expect(errorsIn(back)).toEqual([])
    expect(back.files[0]?.text).toContain(model)
    expect(back.files.map(({ text }) => text).join('\n')).not.toContain(remark)
  })
})

test('line breaks of Windows are kept', () => {
  const windows = schemaCases.find(({ name }) => name === 'windows')
  if (!windows) throw new Error('the case is gone')
  const sources = { donors: earlierSchemas('windows'), hide: true, remark }
  const [file] = align(writtenSchema('windows'), windows.released, windows.deployed, sources).files
  expect(file?.text).toContain('\r\n')
  expect(file?.text.replaceAll('\r\n', '')).not.toContain('\n')
})
