// Every rule that PostgreSQL has, core's and its own, tested by its folder.
import { ruleFolders, describeRule } from '@migration-planner/core/testing'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadPostgres } from '../engine.ts'

const engine = await loadPostgres()
const here = dirname(fileURLToPath(import.meta.url))
const folders = [...ruleFolders(join(here, '../../../core/src/rules')), ...ruleFolders(here)]

for (const folder of folders) describeRule(folder, engine)

test('every rule has a folder, and no two have one id', () => {
  const ids = folders.map((folder) => folder.slice(folder.lastIndexOf('/') + 1))
  expect(engine.rules.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})

test('rules give way only to rules that exist', () => {
  const ids = new Set(engine.rules.map(({ id }) => id))
  expect(engine.rules.flatMap(({ covers }) => covers ?? []).filter((id) => !ids.has(id))).toEqual([])
})

test('messages are one sentence that ends with a full stop and asks for nothing', () => {
  for (const { message } of engine.rules) {
    expect(message).toMatch(/\.$/)
    expect(message.toLowerCase()).not.toContain('please')
  }
})

test('rules are written as forms: id, summary, risk, on, message, strategy, needsDeploy, …, check', () => {
  for (const rule of engine.rules) {
    const keys = Object.keys(rule)
    expect(keys.slice(0, 7)).toEqual(['id', 'summary', 'risk', 'on', 'message', 'strategy', 'needsDeploy'])
    expect(keys.at(-1)).toBe('check')
  }
})
