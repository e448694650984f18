-- existing type status as enum ('BLOCKED', 'DONE')

-- finds: enum-value-renamed
ALTER TYPE status RENAME VALUE 'BLOCKED' TO 'SUSPENDED';
