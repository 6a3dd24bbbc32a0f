/** Ids can be cited, and contain their origin. These functions read the origin from them. */
export const sessionId = (forum: string, ordinal: number): string => `${forum}.${ordinal}`;
export const statementId = (session: string, number: number): string => `${session}.s${number}`;
export const commitmentId = (session: string, number: number): string => `${session}.c${number}`;

/** The forum of a session, statement or commitment id; a forum's id is its own. */
export const forumOf = (id: string): string => id.split('.', 1)[0]!;

/** The session of a statement or commitment id: `cpec-jwg-st.2.s7` → `cpec-jwg-st.2`. */
export const sessionOf = (id: string): string => id.split('.', 2).join('.');

export const ordinalOf = (id: string): number => Number(id.split('.', 2)[1]);

export const isCommitmentId = (reference: string): boolean => /^[a-z0-9-]+\.\d+\.c\d+$/.test(reference);
export const isStatementId = (reference: string): boolean => /^[a-z0-9-]+\.\d+\.s\d+$/.test(reference);

/** Sorts commitments by forum, then in the order in which they got their numbers. */
export const compareIds = (a: string, b: string): number => {
  const [x, y] = [sortable(a), sortable(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};

/** The same order as plain strings: numbers are padded. */
export const sortable = (id: string): string => id.replace(/\d+(?=\.|$)|(?<=\.[cs])\d+/g, (n) => n.padStart(5, '0'));
