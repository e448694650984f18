CREATE TABLE bookings (id int PRIMARY KEY, room int4range);
ALTER TABLE bookings ADD CONSTRAINT bookings_no_overlap EXCLUDE USING gist (room WITH &&);
