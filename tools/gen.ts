// pnpm gen: writes what follows from the folders, namely the registries of rules and recipes, and docs/reference.
// pnpm gen --check: writes nothing and fails where a file is stale, missing or left over.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format } from 'oxfmt'
import { reference, referenceFolder } from './reference.ts'
import { type GeneratedFile, registries } from './registries.ts'
import { root } from './units.ts'

const check = process.argv.includes('--check')
const stale: string[] = []

// Registries first: the reference loads the units, and they may need each other's package.
for (const file of await Promise.all(registries().map(formatted))) settle(file)
const pages = await reference()
for (const page of pages) settle(page)
for (const path of leftOver(pages)) remove(path)

if (check && stale.length > 0) {
  console.error(`Stale, run \`pnpm gen\`:\n${stale.map((path) => `  ${path}`).join('\n')}`)
  process.exitCode = 1
}

async function formatted(file: GeneratedFile): Promise<GeneratedFile> {
  const { $schema: _, ignorePatterns: __, ...options } = JSON.parse(readFileSync(join(root, '.oxfmtrc.json'), 'utf8'))
  const { code, errors } = await format(file.path, file.text, options)
  if (errors.length > 0) throw new Error(`${file.path}: ${errors.map((error) => error.message).join('; ')}`)
  return { ...file, text: code }
}

function settle({ path, text }: GeneratedFile): void {
  const place = join(root, path)
  if (existsSync(place) && readFileSync(place, 'utf8') === text) return
  stale.push(path)
  if (check) return
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, text)
  console.log(`wrote ${path}`)
}

function leftOver(written: readonly GeneratedFile[]): readonly string[] {
  const paths = new Set(written.map((page) => page.path))
  return ['rules', 'recipes']
    .map((folder) => `${referenceFolder}/${folder}`)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !paths.has(path))
}

function remove(path: string): void {
  stale.push(path)
  if (check) return
  rmSync(join(root, path))
  console.log(`removed ${path}`)
}
