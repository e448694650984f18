-- existing table flags (id int primary key, label text)
-- rows flags=12

-- finds: set-not-null-breaks-running-code, set-not-null-scans-table
ALTER TABLE flags ALTER COLUMN label SET NOT NULL;
