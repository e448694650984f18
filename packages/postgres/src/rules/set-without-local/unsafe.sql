-- finds: set-without-local
SET lock_timeout = '2s';
