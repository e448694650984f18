-- existing table bookings (id int primary key, room int4range)

-- finds: exclusion-build-blocks-reads
ALTER TABLE bookings ADD CONSTRAINT bookings_no_overlap EXCLUDE USING gist (room WITH &&);
