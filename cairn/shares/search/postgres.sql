CREATE SCHEMA IF NOT EXISTS search;
CREATE UNLOGGED TABLE IF NOT EXISTS search.kept (
    n bigint PRIMARY KEY, share bigint NOT NULL UNIQUE, version timestamptz NOT NULL, bag text NOT NULL,
    lexemes tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(bag, ' '))) STORED
);
CREATE INDEX IF NOT EXISTS kept_lexemes ON search.kept USING gin (lexemes) WITH (fastupdate = off);
CREATE UNLOGGED TABLE IF NOT EXISTS search.vectors (share bigint PRIMARY KEY, member bigint NOT NULL, version timestamptz NOT NULL, vector bytea NOT NULL);
CREATE INDEX IF NOT EXISTS vectors_of ON search.vectors (member);
