const PREFIX = 'person:';
/** How the log keeps a text that names a person: `person:<id>:<nonce, text and tag>` */
const CIPHER = /person:([A-Za-z0-9_-]{16}):([A-Za-z0-9_-]{39,})/g;

export const mayHaveCipher = (text: string): boolean => text.includes(PREFIX);

/** The text with every cipher in it replaced. */
export const replaceCiphers = (text: string, by: (cipher: string, id: string, body: string) => string): string =>
  mayHaveCipher(text) ? text.replace(CIPHER, by) : text;

/** What the log knows a person by, where the text itself does not leave the ledger. */
export const standIn = (id: string): string => PREFIX + id;

export const cipherOf = (id: string, body: string): string => `${standIn(id)}:${body}`;
