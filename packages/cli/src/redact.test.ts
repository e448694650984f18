import { describe, expect, test } from 'vitest'
import { redact, redactUrl } from './redact.ts'

describe('redact', () => {
  test.each([
    [
      'postgresql://shop:secret@db.example.com:5432/shop?schema=public',
      'postgresql://shop:***@db.example.com:5432/shop?schema=public',
    ],
    ['postgresql://shop:s3:c/r@t@db:5432/shop', 'postgresql://shop:***@db:5432/shop'],
    ['postgresql://:secret@db/shop', 'postgresql://:***@db/shop'],
    ['postgresql://shop@db/shop', 'postgresql://shop@db/shop'],
    ['postgresql://db/shop?password=secret&sslmode=require', 'postgresql://db/shop?password=***&sslmode=require'],
  ])('masks the password of %s', (url, expected) => {
    expect(redactUrl(url)).toBe(expected)
  })

  test.each([
    "could not connect to 'postgres://a:secret@h/d': timeout",
    'FATAL: connection string host=db user=a password=secret dbname=d',
    'PGPASSWORD="secret" psql',
    'first postgres://a:secret@h/d then mysql://b:secret@h/d',
  ])('masks passwords inside a message: %s', (message) => {
    expect(redact(message)).not.toContain('secret')
  })

  test('leaves other text alone', () => {
    const text = 'prisma/migrations/1_a/migration.sql:3:7  add column "password" text: user@example.com'
    expect(redact(text)).toBe(text)
  })
})
