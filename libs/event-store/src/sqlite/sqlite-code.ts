/**
 * The code of an error that SQLite reported, such as `SQLITE_FULL`; undefined for any other error. The code decides,
 * not the class: when a process loads the module twice, the second copy gets errors of the first copy's class.
 */
export const sqliteCode = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
};
