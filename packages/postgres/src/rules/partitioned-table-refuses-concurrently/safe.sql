-- existing table events (id int, at timestamptz)
CREATE INDEX CONCURRENTLY events_id_idx ON events (id);
