// Names: their form, their order, and what happens where they would not keep it.
import { describe, expect, test } from 'vitest'
import { byName, checkOrder, nextSecond, releasedName, stepName, timestampAfter } from './name.ts'

describe('names of steps', () => {
  test('stand behind the original’s timestamp, numbered', () => {
    expect(stepName('20260303120000_add_status', 2, 5, 'backfill status')).toBe('20260303120000_add_status_2_backfill_status')
    expect(stepName('20260303120000_add_status', 2, 12, 'Drop "old"')).toBe('20260303120000_add_status_02_drop_old')
    expect(stepName('init', 1, 1, 'x')).toBe('init_1_x')
  })

  test('are never longer than Prisma’s own, and keep both ends', () => {
    const name = stepName(`20260303120000_${'x'.repeat(300)}`, 1, 3, 'add_column')
    expect(name).toHaveLength(200)
    expect(name).toMatch(/^20260303120000_x+_1_add_column$/)
  })

  test('sort in their order however many they are', () => {
    const names = Array.from({ length: 120 }, (_, index) => stepName('20260303120000_a', index + 1, 120, 'z'))
    expect(names.toSorted(byName)).toEqual(names)
  })
})

describe('checkOrder', () => {
  const names = ['20260303120000_b_1_x', '20260303120000_b_2_y']
  test('is content between the neighbours', () => {
    const later = ['20260303120000_c', '20260303120001_a']
    expect(() => checkOrder(names, ['20260303120000_a', '20260303120000_b'], later)).not.toThrow()
  })
  test.each([
    [['20260303120000_b_1_y'], []],
    [[], ['20260303120000_b_1_y']],
    [[], ['20260303120000_b_2_y']],
  ])('refuses what would come between: %j %j', (earlier, later) => {
    expect(() => checkOrder(names, earlier, later)).toThrow('would not run in their place')
  })
})

describe('names of released steps', () => {
  test('start with the moment of their release', () => {
    expect(releasedName('20260310090000', '20260303120000_add_status', 'drop_old')).toBe('20260310090000_add_status_drop_old')
  })
  test('sort behind what is there, even from the future', () => {
    expect(timestampAfter('20260310090000', ['20260303120000_a', 'init'])).toBe('20260310090000')
    expect(timestampAfter('20260310090000', ['20991231235959_a'])).toBe('21000101000000')
    expect(timestampAfter('20260310090000', ['20260310090000_a'])).toBe('20260310090001')
  })
  test('the next second may be next year', () => {
    expect(nextSecond('20261231235959')).toBe('20270101000000')
  })
})
