import type { LedgerEvent } from '@jwg/domain';

/** One text of an event: the field of its data that has it, and the language where it has one. */
export interface FieldText {
  readonly field: string;
  readonly language?: string;
  readonly text: string;
}

/** Fields that hold words of people, or names and ids by which people look for things; at any depth. */
const WORDED: ReadonlySet<string> = new Set([
  'acronym',
  'beneficiaries',
  'body',
  'comment',
  'condition',
  'differs',
  'institution',
  'instrument',
  'items',
  'lead',
  'members',
  'name',
  'narrative',
  'office',
  'parties',
  'person',
  'reason',
  'reference',
  'regarding',
  'remarks',
  'rule',
  'signatory',
  'support',
  'text',
  'title',
  'venue',
  'waitingFor',
  'word',
]);

/** Fields that some events use for words, and others for ids or dates. */
const WORDED_IN: Readonly<Record<string, readonly string[]>> = {
  CommitmentAdoptedWithChanges: ['diff'],
  CommitmentAccepted: ['diff'],
  CommitmentBlocked: ['cause'],
  InstitutionRenamed: ['from', 'to'],
  InstitutionSucceeded: ['by'],
  WorkStarted: ['cause'],
};

/** Of a difference, what the text says now. */
const DIFFERENCE = ['title', 'text', 'condition', 'lead', 'support', 'beneficiaries'];

/** The text of fields by which the thing itself is found. */
const IDS: Readonly<Record<string, string>> = {
  CommitmentRegistered: 'commitmentId',
  ForumEstablished: 'forum',
};

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The words in a value: a text in several languages, a list, or fields of which some hold words. */
const wordsIn = (field: string, value: unknown, isWorded: boolean, language?: string): FieldText[] => {
  if (typeof value === 'string')
    return isWorded ? [{ field, ...(language !== undefined && { language }), text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((it) => wordsIn(field, it, isWorded, language));
  if (!isFields(value)) return [];
  const isText = isWorded && Object.keys(value).every((key) => /^[a-z]{2,3}(-|$)/.test(key) && !WORDED.has(key));
  return Object.entries(value).flatMap(([key, it]) =>
    isText ? wordsIn(field, it, true, key) : wordsIn(field, it, WORDED.has(key)),
  );
};

const ofDifferences = (field: string, diff: unknown): FieldText[] =>
  (Array.isArray(diff) ? diff : [])
    .filter((it: unknown): it is Fields => isFields(it) && DIFFERENCE.includes(String(it.field)))
    .flatMap(({ to }) => wordsIn(field, to, true));

/** What one field of an event's data says in words. */
export const textsOfField = (type: LedgerEvent['type'], field: string, value: unknown): FieldText[] => {
  if (field === 'diff') return WORDED_IN[type]?.includes('diff') ? ofDifferences(field, value) : [];
  if (field === 'undertakings') return []; // each is registered by an event of its own
  if (type === 'PersonForgotten' && field === 'person') return []; // an id made at random, and no word
  const isWorded = WORDED.has(field) || (WORDED_IN[type]?.includes(field) ?? false) || IDS[type] === field;
  return wordsIn(field, value, isWorded);
};

export const textsOf = ({ type, data }: Pick<LedgerEvent, 'type' | 'data'>): FieldText[] =>
  Object.entries(data as Fields).flatMap(([field, value]) => textsOfField(type, field, value));
