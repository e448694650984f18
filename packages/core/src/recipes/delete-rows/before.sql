-- existing table sessions (id uuid primary key, expires_at timestamptz not null)
DELETE FROM "sessions" WHERE "expires_at" < '2026-01-01';
