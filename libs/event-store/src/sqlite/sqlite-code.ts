/**
 * The code of an error that SQLite reported, such as `SQLITE_FULL`; undefined for any other error. By its code, not
 * by its class: a second copy of the module in one process gets errors of the first one's class.
 */
export const sqliteCode = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
