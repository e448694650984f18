-- existing type status as enum ('BLOCKED', 'DONE')
ALTER TYPE status ADD VALUE 'SUSPENDED';
