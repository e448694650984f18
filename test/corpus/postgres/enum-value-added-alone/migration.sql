-- The good first half: a value added in a file of its own.
-- existing type "Source" as enum ('API', 'EVAL')
ALTER TYPE "Source" ADD VALUE 'ANNOTATION';
