-- existing type mood as enum ('sad', 'happy')
DROP TYPE mood;
