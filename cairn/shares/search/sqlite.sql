PRAGMA search.journal_mode = WAL;
PRAGMA search.synchronous = NORMAL;
-- What is taken out is written over, not left on a free page.
PRAGMA search.secure_delete = ON;
CREATE TABLE IF NOT EXISTS search.kept (n INTEGER PRIMARY KEY, share INTEGER NOT NULL UNIQUE, version TEXT NOT NULL);
-- Words come folded, sorted and parted by spaces (search/words.py): "ascii" leaves every other letter as it is.
CREATE VIRTUAL TABLE IF NOT EXISTS search.words USING fts5(bag, detail = none, tokenize = 'ascii');
CREATE TABLE IF NOT EXISTS search.vectors (share INTEGER PRIMARY KEY, member INTEGER NOT NULL, version TEXT NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS search.vectors_of ON vectors (member);
