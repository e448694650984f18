// Gives lines that say the same as before their old look again: order of attributes, blanks, the end of the file.
import type { Member } from './blocks.ts'
import { editText } from './edits.ts'
import { again, fileText, type PlacedBlock, type PrismaSchema, prismaSchema, textOfMember } from './prisma-schema.ts'

export function restoreLines(schema: PrismaSchema, original: PrismaSchema): PrismaSchema {
  const restored = original.blocks.reduce((edited, block) => restoreBlock(edited, original, block), schema)
  return prismaSchema(
    restored.files.map((file) => {
      const before = fileText(original, file.path)
      return { path: file.path, text: before.trimEnd() === file.text.trimEnd() ? before : file.text }
    }),
  )
}

function restoreBlock(schema: PrismaSchema, original: PrismaSchema, block: PlacedBlock): PrismaSchema {
  const current = again(schema, block)
  const edits = current.members.flatMap((member) => {
    const before = block.members.find((candidate) => sayTheSame(candidate, member))
    const text = before && textOfMember(original, block, before)
    return text === undefined || text === textOfMember(schema, current, member)
      ? []
      : [{ start: member.start, end: member.end, text }]
  })
  return edits.length === 0 || current === block ? schema : editText(schema, current.path, edits)
}

function sayTheSame(one: Member, other: Member): boolean {
  return words(one) === words(other)
}

function words(member: Member): string {
  const attributes = member.attributes.map(({ text }) => text.replaceAll(/\s/g, '')).toSorted()
  return JSON.stringify([member.name, member.type?.name, member.optional, member.list, attributes])
}
