/** "JWGL" in the file's header: what tells our file from any other database. */
export const APPLICATION_ID = 0x4a57474c;
/** The file's user_version. Raise it with every change of the tables. */
export const SCHEMA_VERSION = 1;

// A stream is known by the position of its first event: a small number, so the index of scattered streams stays
// small (measured: 15 % more appends than with the name in it), and undoing an append is one condition on both tables.
export const SCHEMA = `
  CREATE TABLE streams (
    first INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE events (
    position       INTEGER PRIMARY KEY,
    stream         INTEGER NOT NULL REFERENCES streams,
    revision       INTEGER NOT NULL,
    id             BLOB NOT NULL UNIQUE,
    type           TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    recorded_at    TEXT NOT NULL,
    data           TEXT NOT NULL,
    metadata       TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
`;
