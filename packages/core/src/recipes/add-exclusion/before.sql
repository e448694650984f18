-- existing table bookings (id bigint primary key, room int not null, during tstzrange not null)
ALTER TABLE "bookings" ADD CONSTRAINT "no_overlap" EXCLUDE USING gist (room WITH =, during WITH &&);
