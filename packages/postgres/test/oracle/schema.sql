-- The tables that the oracle test asks servers about: every kind of column whose change the planner makes a claim about.
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE DOMAIN plain_domain AS integer;

CREATE TABLE countries (id integer PRIMARY KEY, name text, code varchar(10) UNIQUE);

CREATE TABLE users (
  id integer PRIMARY KEY,
  name text NOT NULL DEFAULT 'x',
  short varchar(10),
  amount numeric(10,2),
  free numeric,
  born timestamp(3),
  late timestamp,
  seen timestamptz,
  woken time(3),
  spent interval(3),
  feeling mood,
  payload json,
  document jsonb,
  uid uuid,
  bits bit(8),
  flags bit varying(8),
  network cidr,
  network_key cidr UNIQUE,
  bits_key bit(8) UNIQUE,
  paired varchar(10) REFERENCES countries (code),
  paper xml,
  tags varchar(10)[],
  small smallint,
  age integer,
  big bigint,
  ratio real,
  fixed char(5),
  checked varchar(10) CHECK (length(checked) < 10),
  loosely varchar(10),
  counted varchar(10),
  computed varchar(10),
  partly varchar(10),
  unique_short varchar(10) UNIQUE,
  proved integer,
  unproved integer,
  maybe integer,
  country_id integer REFERENCES countries (id),
  referenced varchar(10) UNIQUE,
  always integer GENERATED ALWAYS AS (id * 2) STORED
);
CREATE INDEX users_counted ON users (counted);
CREATE INDEX users_computed ON users (lower(computed));
CREATE INDEX users_partly ON users (id) WHERE partly IS NOT NULL;
CREATE INDEX users_name ON users (name);
CREATE UNIQUE INDEX users_maybe ON users (maybe);
CREATE UNIQUE INDEX users_proved ON users (proved);
CREATE UNIQUE INDEX users_big ON users (big);
ALTER TABLE users ADD CONSTRAINT users_loosely CHECK (length(loosely) < 10) NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_proved_check CHECK (age > -1 AND proved IS NOT NULL);
ALTER TABLE users ADD CONSTRAINT users_unproved_check CHECK (unproved IS NOT NULL) NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > -5) NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_either_check CHECK (maybe IS NOT NULL OR age > -9);
ALTER TABLE users ADD CONSTRAINT users_country_late FOREIGN KEY (age) REFERENCES countries (id) NOT VALID;

CREATE TABLE orders (
  id serial PRIMARY KEY,
  user_id integer CONSTRAINT orders_user REFERENCES users (id),
  referring varchar(10) CONSTRAINT orders_referring REFERENCES users (referenced),
  total integer
);
CREATE TABLE loose (id integer PRIMARY KEY, user_id integer, code integer NOT NULL);
CREATE INDEX loose_kept ON loose (code);
CREATE TABLE keyless (id integer NOT NULL, code integer);
CREATE UNIQUE INDEX keyless_id ON keyless (id);

CREATE TABLE measures (id integer NOT NULL, taken integer NOT NULL, value integer) PARTITION BY RANGE (taken);
CREATE TABLE measures_early PARTITION OF measures FOR VALUES FROM (0) TO (1000);
CREATE TABLE measures_late PARTITION OF measures FOR VALUES FROM (1000) TO (100000);

CREATE VIEW seen_loose AS SELECT id FROM loose;
CREATE MATERIALIZED VIEW kept_loose AS SELECT id FROM loose;
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION spare() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE TRIGGER loose_trigger BEFORE UPDATE ON loose FOR EACH ROW EXECUTE FUNCTION nothing();
CREATE POLICY loose_policy ON loose USING (true);
CREATE RULE loose_rule AS ON DELETE TO loose DO ALSO NOTHING;
CREATE SEQUENCE numbers;
