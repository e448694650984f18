import { UsageError } from '@migration-planner/core'
import { describe, expect, test } from 'vitest'
import { collectPair, collectRows, readDuration, readThreshold, readVersion } from './flags.ts'

describe('flags', () => {
  test('--rows adds up', () => {
    expect(collectRows('app.orders=5', collectRows('users=12_000_000', {}))).toEqual({ users: 12_000_000, 'app.orders': 5 })
  })

  test.each(['users', 'users=', '=5', 'users=many', 'users=-1', 'users=1.5'])('--rows %s is refused', (value) => {
    expect(() => collectRows(value, {})).toThrow(UsageError)
  })

  test('a value may hold equals signs', () => {
    const collect = collectPair('--fill', '--fill users.a=1')
    expect(collect("users.active=(role = 'x')", {})).toEqual({ 'users.active': "(role = 'x')" })
  })

  test('nothing after the equals sign is refused where it means nothing', () => {
    expect(() => collectPair('--fill', '')('users.a=', {})).toThrow(UsageError)
    expect(collectPair('--rename', '', true)('users.a=', {})).toEqual({ 'users.a': '' })
  })

  test.each([
    ['2s', 2000],
    ['500ms', 500],
    ['1.5s', 1500],
    ['2min', 120_000],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(readDuration(text, 'locks.timeout')).toBe(milliseconds)
  })

  test.each(['2', 's', '2h', '0s', '-1s'])('%s is no duration', (text) => {
    expect(() => readDuration(text, 'locks.timeout')).toThrow(UsageError)
  })

  test.each([
    ['16', 16],
    ['16.4', 16],
    ['v17', 17],
  ])('version %s is %d', (text, major) => {
    expect(readVersion(text, '--engine-version')).toBe(major)
  })

  test('an unknown threshold lists the known ones', () => {
    expect(() => readThreshold('severe')).toThrow(expect.objectContaining({ remedy: 'Choose one of: low, medium, high, never' }))
  })
})
