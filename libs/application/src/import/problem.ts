/** A place in the value that a file holds: `['sessions', 0, 'statements', 3]`. */
export type Path = readonly (string | number)[];

/** One thing that keeps a file from being imported. */
export interface Problem {
  readonly file: string;
  /** Counted from 1; of the field, or of what it is missing from. */
  readonly line: number;
  readonly column: number;
  /** `sessions[0].statements[3].undertakings[0].lead[1]`; empty for the file itself. */
  readonly field: string;
  /** What the field has to be, or why the rules say no. */
  readonly rule: string;
  /** The rules' own word, where they refused. */
  readonly code?: string;
  /** What can be done about it. */
  readonly wayOut: string;
}

/** A problem before its place has been looked up. */
export interface Found {
  readonly path: Path;
  readonly rule: string;
  readonly code?: string;
  readonly wayOut?: string;
  /** The ids that a refusal names. */
  readonly about?: readonly string[];
}

/** The list ends here; what follows is only counted. */
export const MAX_PROBLEMS = 1000;

/** After this many nothing more is looked for, and so the count ends here too. */
export const MAX_COUNTED = 5 * MAX_PROBLEMS;

export const fieldOf = (path: Path): string =>
  path.reduce<string>(
    (field, part) => (typeof part === 'number' ? `${field}[${part}]` : field === '' ? part : `${field}.${part}`),
    '',
  );

/** `/undertakings/0/lead` → `['undertakings', 0, 'lead']` */
export const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
