BEGIN;
SET LOCAL lock_timeout = '2s';
COMMIT;

-- case: taken back
SET lock_timeout = '2s';
RESET lock_timeout;
