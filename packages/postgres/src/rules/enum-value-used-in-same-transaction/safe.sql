-- existing type storage as enum ('S1', 'S2')
-- existing table buckets (id int primary key, kind storage)
ALTER TYPE storage ADD VALUE 'S3';

-- case: another enum with a value of the same name
ALTER TYPE storage ADD VALUE 'EVAL';
CREATE TYPE trace AS ENUM ('EVAL', 'SPAN');
CREATE TABLE traces (id int PRIMARY KEY, kind trace DEFAULT 'EVAL');
