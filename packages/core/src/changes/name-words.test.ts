// Names are compared by their words, whatever the way they are joined.
import { expect, test } from 'vitest'
import { nameSimilarity, unitsDiffer, wordsOf } from './name-words.ts'

test.each([
  ['orgId', ['org', 'id']],
  ['org_id', ['org', 'id']],
  ['OrgID', ['org', 'id']],
  ['HTTPServerName', ['http', 'server', 'name']],
  ['20240307203026_rename_org_id', ['20240307203026', 'rename', 'org', 'id']],
  ['größeInÄpfeln', ['größe', 'in', 'äpfeln']],
  ['', []],
])('%s has the words %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words)
})

test.each([
  ['orgId', 'organizationId', 1],
  ['enabledTypedSignature', 'typedSignatureEnabled', 1],
  ['name', 'full_name', 0.5],
  ['desc', 'description', 1],
  // Words that every name has say nothing.
  ['userId', 'orderId', 0],
  ['created_at', 'deleted_at', 0],
  ['durationInMs', 'duration', 1],
  ['id', 'at', 0],
  ['elements', 'properties', 0],
])('%s and %s are alike by %d', (one, other, similarity) => {
  expect(nameSimilarity(one, other)).toBe(similarity)
  expect(nameSimilarity(other, one)).toBe(similarity)
})

test.each([
  ['durationInMs', 'duration', true],
  ['price_cents', 'price_euros', true],
  ['duration_ms', 'length_ms', false],
  ['name', 'full_name', false],
])('the units of %s and %s differ: %s', (one, other, differ) => {
  expect(unitsDiffer(one, other)).toBe(differ)
})
