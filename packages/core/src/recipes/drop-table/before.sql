-- existing table audit_log (id bigint primary key, entry jsonb not null)
DROP TABLE "audit_log";
