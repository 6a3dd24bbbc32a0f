/**
 * Whether the answer at this path may be another one after changes of these subjects. A page about one thing is touched by
 * that thing and what is within it (`st.2` by `st.2.c1`); a list, a matrix, a board or a report by everything.
 */
export const isTouched = (path: string, subjects: readonly string[]): boolean => {
  const about = /^\/v1\/(?:commitments|sessions)\/([^/]+)(?!.*\/report$)/.exec(path)?.[1];
  return about === undefined || subjects.some((it) => it === about || it.startsWith(`${about}.`));
};
