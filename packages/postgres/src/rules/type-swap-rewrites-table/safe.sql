-- existing type source as enum ('API', 'REVIEW')
-- existing table scores (id int primary key, source source not null)
ALTER TABLE scores ADD CONSTRAINT scores_no_review CHECK (source <> 'REVIEW') NOT VALID;
