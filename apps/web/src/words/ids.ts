/** What an id says by itself: `cpec-jwg-st.2.c1` is commitment 1 that session 2 of `cpec-jwg-st` brought up. */
export const forumIn = (id: string): string => id.split('.', 1)[0]!;

/** Inside its forum an id is shown without the forum's name. */
export const shortId = (id: string): string => id.slice(id.indexOf('.') + 1);

/** `cpec-jwg-st.2` of a statement or a commitment that this session brought up. */
export const sessionIn = (id: string): string => id.split('.').slice(0, 2).join('.');

/** `s8` of `cpec-jwg-st.2.s8`: its place on the page of its session. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/** The number of a session, in its id or in the id of what was said in it. */
export const ordinalIn = (id: string): number => Number(id.split('.')[1]);
