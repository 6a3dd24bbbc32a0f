import { Format } from 'typebox/format';
import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import type { Fact } from '@jwg/event-sourcing';
import { idForms } from './ids.js';
import { isKeepable, showsSomething } from './texts.js';

/** An object with the named fields and no others: a misspelt field is an error, never ignored. */
export const record = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
export const oneOf = <const V extends readonly string[]>(...values: V) =>
  Type.Unsafe<V[number]>(Type.Enum([...values]));
export const { Optional: optional, Array: list } = Type;
/** A schema with a name of its own: published documents have it once, and generated clients a type by that name. */
export const named = <T extends TSchema>(title: string, schema: T): T => ({ title, ...schema });

/** The union of facts that a table of schemas by event type describes. */
export type FactOf<Schemas extends Record<string, TSchema>> = {
  [T in keyof Schemas & string]: Fact<T, Static<Schemas[T]>>;
}[keyof Schemas & string];

const matching = (pattern: string, maxLength: number, description: string) =>
  Type.String({ pattern, maxLength, description });
// A pattern accepts 30 February; this function does not.
const isDate = (value: string): boolean => {
  const [year, month = '01', day = '01'] = value.split('-');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
};
Format.Set('partial-date', isDate);
Format.Set(
  'partial-instant',
  (value) => isDate(value.slice(0, 10)) && (value.length <= 10 || !Number.isNaN(Date.parse(value))),
);
Format.Set('visible-text', (text) => isKeepable(text) && showsSomething(text));

/** Formats that only the ledger knows. The patterns beside them say most of it to other programs. */
export const ownFormats: readonly unknown[] = ['partial-date', 'partial-instant', 'visible-text'];

const anId = ({ pattern, maxLength }: { pattern: string; maxLength: number }, description: string) =>
  matching(pattern, maxLength, description);

/** `cpec-jwg-st` */
export const ForumId = anId(idForms.slug, 'a forum id: lower-case words with hyphens, like cpec-jwg-st');
/** `cpec-jwg-st.2`: forum and ordinal. */
export const SessionId = anId(idForms.session, 'a session id: forum and ordinal, like cpec-jwg-st.2');
/** `cpec-jwg-st.2.c3`: origin session and running number; origin 0 means older than any recorded session. */
export const CommitmentId = anId(idForms.commitment, 'a commitment id, like cpec-jwg-st.2.c3');
/** `cpec-jwg-st.2.s7` */
export const StatementId = anId(idForms.statement, 'a statement id, like cpec-jwg-st.2.s7');
/** `pk-most` */
export const InstitutionId = anId(idForms.slug, 'an institution id: lower-case words with hyphens, like pk-most');
/** One of a forum's two sides: a country by its ISO 3166 code, or a bloc by its usual name. */
export const Side = matching(
  '^[A-Z][A-Z0-9]{0,11}$',
  12,
  'a side in up to 12 capital letters and digits, like PK or ASEAN',
);
/** Stands for a person whom the ledger names: random, and kept with their key. */
export const PersonId = matching('^[A-Za-z0-9_-]{16}$', 16, 'the id of a person: 16 letters, digits, - and _');
/** A year, a month or a day, as precise as the source: `2021`, `2021-04`, `2021-04-30`. */
export const PartialDate = Type.String({
  pattern: '^\\d{4}(?:-\\d{2}(?:-\\d{2})?)?$',
  format: 'partial-date',
  description: 'a year, month or day: 2021, 2021-04 or 2021-04-30',
});
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  format: 'partial-date',
  description: 'a day: 2021-04-30',
});
export const Digest = matching('^sha256:[0-9a-f]{64}$', 71, 'a digest: sha256: and 64 hexadecimal digits');
/** Of a command. Events of an earlier version have one without a key. */
export const CommandDigest = matching(
  '^(hmac-)?sha256:[0-9a-f]{64}$',
  76,
  'a digest: hmac-sha256: or sha256:, and 64 hexadecimal digits',
);
/** The id of a stored event. */
export const EventId = Type.String({ format: 'uuid' });
export const Words = Type.String({
  minLength: 1,
  maxLength: 4000,
  pattern: '\\S',
  format: 'visible-text',
  description: 'a text of 1 to 4000 characters',
});
export const Name = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  format: 'visible-text',
  description: 'a text of 1 to 200 characters',
});
/**
 * A field that names a person. Its texts are stored enciphered, so that the person can be forgotten; a text that says
 * something about them is so where it quotes the name (docs/adr/0040-forgetting-keeps-the-proof.md).
 */
export const personal = <T extends TSchema>(schema: T): T => ({ ...schema, $comment: PERSONAL });
/** The mark, in a keyword that every validator knows; subscribers read it in the schemas. */
export const PERSONAL = 'It names a person. What is published has person: and an id in its place.';
/** The name of a person. */
export const PersonName = personal(Name);
export const Percent = Type.Integer({ minimum: 0, maximum: 100, description: 'a whole number from 0 to 100' });
export const Count = Type.Integer({ minimum: 1, maximum: 9999 });

/** RFC 5646 asks programs to take tags of 35 characters, and no registered one is longer. */
const LANGUAGE_TAG = { pattern: '^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$', maxLength: 35 };
/** `zh-Hant` */
export const Language = Type.String(LANGUAGE_TAG);

/** A verb as the minutes have it, with its language. */
export const Verb = named('Verb', record({ word: Name, language: Language }));

/** The same words by language tag: `{ en: "…", ur: "…", zh: "…" }`. */
export const Text = Type.Record(Type.String({ pattern: LANGUAGE_TAG.pattern }), Words, {
  minProperties: 1,
  maxProperties: 20,
  propertyNames: { maxLength: LANGUAGE_TAG.maxLength },
  additionalProperties: false,
  title: 'MultilingualText',
  description: 'the words in 1 to 20 languages, like { en: "…", ur: "…" }',
});

/** The numbers that one sitting has in further forums: `{ cpec-jwg-sed: 2 }`. */
export const Numbers = Type.Record(Type.String({ pattern: idForms.slug.pattern }), Count, {
  maxProperties: 10,
  propertyNames: { maxLength: idForms.slug.maxLength },
  additionalProperties: false,
  title: 'NumbersByForum',
  description: 'forums with the number of the sitting in each, like { cpec-jwg-sed: 2 }',
});

/** When something is due: by a date, by a session, or both. */
export const Due = Type.Object(
  { date: optional(PartialDate), session: optional(SessionId) },
  { title: 'Deadline', additionalProperties: false, minProperties: 1, description: 'a date, a session or both' },
);

/** Supports a claim: where it can be found, and its digest if readers of the ledger can check a copy. */
export const Evidence = named(
  'Evidence',
  record({ reference: Words, title: optional(Name), digest: optional(Digest) }),
);

export const Speaker = Type.Union(
  [
    named('JointSpeaker', record({ kind: Type.Literal('joint') })),
    named('SideSpeaker', record({ kind: Type.Literal('side'), side: Side })),
    named(
      'OfficialSpeaker',
      record({
        kind: Type.Literal('official'),
        name: optional(PersonName),
        office: Name,
        side: optional(Side),
        institution: optional(InstitutionId),
      }),
    ),
  ],
  {
    title: 'Speaker',
    description: 'who speaks: { kind: joint }, { kind: side, side } or { kind: official, office, … }',
  },
);

export const commitmentKinds = [
  'support',
  'capacityBuilding',
  'jointProject',
  'instrument',
  'establishBody',
  'studyOrDocument',
  'meetingOrVisit',
  'measureByOneSide',
  'informationOrNomination',
  'continuing',
] as const;
export const CommitmentKind = named('CommitmentKind', oneOf(...commitmentKinds));

/** The work, and the parties responsible, without an id: the session's decider adds the id. */
export const undertakingFields = {
  kind: CommitmentKind,
  title: Text,
  text: optional(Text),
  lead: list(InstitutionId, { maxItems: 20, uniqueItems: true }),
  support: list(InstitutionId, { maxItems: 20, uniqueItems: true }),
  beneficiaries: list(InstitutionId, { maxItems: 20, uniqueItems: true }),
  due: optional(Due),
  condition: optional(Words),
};
export const Undertaking = named('Undertaking', record({ commitmentId: CommitmentId, ...undertakingFields }));
const { lead, support, beneficiaries } = undertakingFields;
/**
 * An undertaking as a command brings it. It has an id only if it takes up an existing proposal. Omitted lists are
 * empty.
 */
export const NewUndertaking = named(
  'NewUndertaking',
  record({
    commitmentId: optional(CommitmentId),
    ...undertakingFields,
    lead: optional(lead),
    support: optional(support),
    beneficiaries: optional(beneficiaries),
  }),
);
/** Some fields of an undertaking, where a text differs from what was said. */
export const UndertakingChanged = Type.Object(
  { commitmentId: CommitmentId, ...Type.Partial(record(undertakingFields)).properties },
  { title: 'ChangedUndertaking', additionalProperties: false },
);

export const inCapitals = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
const differs = <F extends keyof typeof undertakingFields>(field: F) =>
  named(
    `${inCapitals(field)}Difference`,
    record({
      field: Type.Literal(field),
      from: optional(undertakingFields[field]),
      to: optional(undertakingFields[field]),
    }),
  );

/** One field of an undertaking as it was said and as it was signed; a missing side means that there was no value. */
export const Difference = Type.Union(
  [
    differs('kind'),
    differs('title'),
    differs('text'),
    differs('lead'),
    differs('support'),
    differs('beneficiaries'),
    differs('due'),
    differs('condition'),
  ],
  { title: 'Difference' },
);

export type Verb = Static<typeof Verb>;
export type Text = Static<typeof Text>;
export type Numbers = Static<typeof Numbers>;
export type Due = Static<typeof Due>;
export type Evidence = Static<typeof Evidence>;
export type Speaker = Static<typeof Speaker>;
export type CommitmentKind = Static<typeof CommitmentKind>;
export type Difference = Static<typeof Difference>;
export type Undertaking = Static<typeof Undertaking>;
export type NewUndertaking = Static<typeof NewUndertaking>;
export type UndertakingChanged = Static<typeof UndertakingChanged>;
