-- before: CREATE TABLE events (id int, at timestamptz) PARTITION BY RANGE (at)

-- finds: partitioned-table-refuses-concurrently
CREATE INDEX CONCURRENTLY events_id_idx ON events (id);
