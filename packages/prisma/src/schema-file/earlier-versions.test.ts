// What git remembers of a schema: newest first, every file of a folder, from a repository's sub-folder too.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { carryOut, projectWith } from '../../test/disk-project.ts'
import { earlierVersions } from './earlier-versions.ts'

function commit(root: string, message: string): void {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org']
  execFileSync('git', ['-C', root, 'add', '--all'])
  execFileSync('git', ['-C', root, ...identity, 'commit', '--quiet', '-m', message])
}

const model = (name: string): string => `// Grüße\nmodel ${name} {\n  id Int @id\n}\n`

test('versions of a schema folder', async () => {
  const project = projectWith({
    'api/db/a.prisma': model('A'),
    'api/db/more/b.prisma': model('B'),
    'api/db/x.sql': '',
    'README.md': '',
  })
  execFileSync('git', ['-C', project.root, 'init', '--quiet'])
  commit(project.root, 'first')
  carryOut(project, [{ path: 'README.md', before: '', after: 'x' }])
  commit(project.root, 'nothing of the schema')
  carryOut(project, [
    { path: 'api/db/a.prisma', before: model('A'), after: undefined },
    { path: 'api/db/more/b.prisma', before: model('B'), after: model('C') },
  ])
  commit(project.root, 'second')
  const versions = await earlierVersions(path.join(project.root, 'api'), 'db')
  expect(versions.map(({ files }) => files)).toEqual([
    [{ path: 'db/more/b.prisma', text: model('C') }],
    [
      { path: 'db/a.prisma', text: model('A') },
      { path: 'db/more/b.prisma', text: model('B') },
    ],
  ])
})

test('no repository, no versions', async () => {
  expect(await earlierVersions(projectWith({ 'a.prisma': model('A') }).root, 'a.prisma')).toEqual([])
})
