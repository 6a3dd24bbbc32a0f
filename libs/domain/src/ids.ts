/** Ids can be cited, and contain their origin. These functions read the origin from them. */
export const sessionId = (forum: string, ordinal: number): string => `${forum}.${ordinal}`;
export const statementId = (session: string, number: number): string => `${session}.s${number}`;
export const commitmentId = (session: string, number: number): string => `${session}.c${number}`;

/** The forum of a session, statement or commitment id; a forum's id is its own. */
export const forumOf = (id: string): string => {
  const end = id.indexOf('.');
  return end < 0 ? id : id.slice(0, end);
};

/** The session of a statement or commitment id: `cpec-jwg-st.2.s7` → `cpec-jwg-st.2`. */
export const sessionOf = (id: string): string => id.split('.', 2).join('.');

export const ordinalOf = (id: string): number => Number(id.split('.', 2)[1]);

/** The patterns and the lengths of ids, as schemas and programs of readers have them too. */
const slug = '[a-z0-9]+(?:-[a-z0-9]+)*';
const ordinal = '(?:0|[1-9][0-9]{0,3})';
export const idForms = {
  slug: { pattern: `^${slug}$`, maxLength: 60 },
  session: { pattern: `^${slug}\\.${ordinal}$`, maxLength: 66 },
  commitment: { pattern: `^${slug}\\.${ordinal}\\.c[1-9][0-9]{0,4}$`, maxLength: 80 },
  statement: { pattern: `^${slug}\\.${ordinal}\\.s[1-9][0-9]{0,4}$`, maxLength: 80 },
} as const;

const matcher = ({ pattern, maxLength }: { pattern: string; maxLength: number }) => {
  const form = new RegExp(pattern);
  return (reference: string): boolean => reference.length <= maxLength && form.test(reference);
};
export const isCommitmentId = matcher(idForms.commitment);
export const isStatementId = matcher(idForms.statement);

/** Sorts commitments by forum, then in the order in which they got their numbers. */
export const compareIds = (a: string, b: string): number => {
  const [x, y] = [sortable(a), sortable(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};

/** The same order as plain strings: numbers are padded. */
export const sortable = (id: string): string => id.replace(/\d+(?=\.|$)|(?<=\.[cs])\d+/g, (n) => n.padStart(5, '0'));
