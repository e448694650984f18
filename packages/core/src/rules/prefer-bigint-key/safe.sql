CREATE TABLE "User" ("id" BIGSERIAL NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));

-- case: a number that others give out
CREATE TABLE countries (code int PRIMARY KEY);
