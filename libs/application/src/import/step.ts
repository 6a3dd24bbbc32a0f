import { v5 } from 'uuid';
import type { Static } from 'typebox';
import type { Meaning } from '@jwg/domain';
import type { LedgerCommand } from '../ledger-command.js';
import type { NamedEntry } from './follow-up-format.js';
import type { RecordFile } from './format.js';
import type { Found, Path } from './problem.js';

export type Entry<K extends 'forums' | 'legacyCommitments' | 'sessions' | 'followUps'> = NonNullable<
  RecordFile[K]
>[number];
export type Sourced = Pick<RecordFile, 'source' | 'authority'>;

/** One command of a file, and where the file says so. */
export interface ImportStep {
  /** The same step has the same id when its file is imported again, so that the ledger recognises it. */
  readonly commandId: string;
  readonly kind: new () => LedgerCommand;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: Path;
  /** What the step takes in of the file; all of what is at `at` where left out. What no step takes would be lost. */
  readonly takes?: readonly Path[];
  /** The paths of the command's fields that have another name or place in the file. */
  readonly places: Readonly<Record<string, Path>>;
  /** The forum, session or commitment that the step is about. */
  readonly subject: string;
  /** The ids that later steps may build on. */
  readonly brings: readonly string[];
  readonly by?: { readonly side?: string; readonly institution?: string };
  /** True when a step that changes nothing can only be a mistake. */
  readonly mustChange?: boolean;
  /** It only adds what the record does not have yet: where it has all of it, nothing is said of the step. */
  readonly completes?: true;
  readonly order: readonly [date: string, rank: number];
  /** The fields that the file does not give, which follow from others. */
  readonly assumes?: readonly string[];
  /** Why its kind cannot be told, unless the check of the format says so. It is never given. */
  readonly unreadable?: Found | true;
  /** Of a statement: what its verb means. */
  readonly meaning?: Meaning;
  /** The id that the statement gets, by its place in the file. */
  readonly statement?: string;
  /** The entry that it sets right, whose event is looked up in the record. */
  readonly names?: Static<typeof NamedEntry>;
  /** The id that the same step had before ids said who acted. */
  readonly formerId?: string;
}

/** Makes a step of one session; `name` tells it from the other steps of that session. */
export type MakeStep = (
  kind: ImportStep['kind'],
  name: string | readonly (string | number)[],
  fields: Record<string, unknown>,
  more?: Partial<ImportStep> & { on?: string; own?: Sourced },
) => ImportStep;

export type StatementEntry = NonNullable<Entry<'sessions'>['statements']>[number];

const NAMESPACE = '6f1c3a52-52a5-4a0e-9a53-0d5a6e7b1f27';
export const stepIdOf = (...identity: readonly (string | number)[]): string => v5(JSON.stringify(identity), NAMESPACE);

/** The order on one day: earlier facts, then reports, then what the session said, then what followed from it. */
export const rank = { forum: 0, legacy: 1, before: 2, session: 3, after: 4 } as const;
export const LAST = '9999';
/** The date of a statement follows from its session. */
export const IN_SESSION = 'in session';

/** The entries of a list that are objects; the check of the format has reported all others. */
export const each = <E extends object, T>(
  list: readonly E[] | undefined,
  name: string,
  of: (entry: E, at: Path) => T[],
): T[] =>
  Array.isArray(list)
    ? (list as readonly E[]).flatMap((entry, n) => (isRecord(entry) ? of(entry, [name, n]) : []))
    : [];

export const isRecord = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
export const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** Drops the fields that are undefined, so that the command's own defaults apply. */
export const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const provenance = (occurredAt: string | undefined, ...nearest: readonly Sourced[]) => {
  const source = nearest.find((it) => it.source !== undefined)?.source;
  const authority = nearest.find((it) => it.authority !== undefined)?.authority;
  const known = defined({ occurredAt, authority, source });
  return Object.keys(known).length > 0 ? known : undefined;
};

/** The paths of all fields of an entry but those that this step does not take. */
export const fieldsBut = (entry: object, at: Path, ...others: readonly string[]): Path[] =>
  Object.keys(entry).flatMap((name) => (others.includes(name) ? [] : [[...at, name]]));
