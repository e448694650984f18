-- existing table flags (id int primary key, label text, constraint label_set check (label is not null))
ALTER TABLE flags ALTER COLUMN label SET NOT NULL;
