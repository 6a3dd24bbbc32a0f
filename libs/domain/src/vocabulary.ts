import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import type { Fact } from '@jwg/event-sourcing';

/** An object that admits the named fields and no others: a misspelt field is an error, never silence. */
export const record = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
export const oneOf = <const V extends readonly string[]>(...values: V) =>
  Type.Unsafe<V[number]>(Type.Enum([...values]));
export const { Optional: optional, Array: list } = Type;

/** The union of facts that a table of schemas by event type describes. */
export type FactOf<Schemas extends Record<string, TSchema>> = {
  [T in keyof Schemas & string]: Fact<T, Static<Schemas[T]>>;
}[keyof Schemas & string];

const matching = (pattern: string, maxLength: number) => Type.String({ pattern, maxLength });
const slug = '[a-z0-9]+(?:-[a-z0-9]+)*';
const ordinal = '(?:0|[1-9][0-9]{0,3})';

/** `cpec-jwg-st` */
export const ForumId = matching(`^${slug}$`, 60);
/** `cpec-jwg-st.2`: forum and ordinal. */
export const SessionId = matching(`^${slug}\\.${ordinal}$`, 66);
/** `cpec-jwg-st.2.c3`: origin session and running number; origin 0 means older than any recorded session. */
export const CommitmentId = matching(`^${slug}\\.${ordinal}\\.c[1-9][0-9]{0,4}$`, 80);
/** `cpec-jwg-st.2.s7` */
export const StatementId = matching(`^${slug}\\.${ordinal}\\.s[1-9][0-9]{0,4}$`, 80);
/** `pk-most` */
export const InstitutionId = matching(`^${slug}$`, 60);
/** ISO 3166 country code of one of a forum's two sides. */
export const Side = matching('^[A-Z]{2}$', 2);
/** A year, a month or a day, as precise as the source is: `2021`, `2021-04`, `2021-04-30`. */
export const PartialDate = matching('^\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?$', 10);
export const Day = matching('^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$', 10);
export const Digest = matching('^sha256:[0-9a-f]{64}$', 71);
export const Words = Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' });
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
export const Count = Type.Integer({ minimum: 1, maximum: 9999 });

/** The same words by language tag: `{ en: "…", ur: "…", zh: "…" }`. */
export const Text = Type.Record(Type.String({ pattern: '^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$' }), Words, {
  minProperties: 1,
  additionalProperties: false,
});

/** When something is due: by a date, by a session, or both. */
export const Due = Type.Object(
  { date: optional(PartialDate), session: optional(SessionId) },
  { additionalProperties: false, minProperties: 1 },
);

/** What backs a claim: where it is to be found, and its digest when the ledger's readers can check a copy. */
export const Evidence = record({ reference: Words, title: optional(Name), digest: optional(Digest) });

export const Speaker = Type.Union([
  record({ kind: Type.Literal('joint') }),
  record({ kind: Type.Literal('side'), side: Side }),
  record({
    kind: Type.Literal('official'),
    name: optional(Name),
    office: Name,
    side: optional(Side),
    institution: optional(InstitutionId),
  }),
]);

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
export const CommitmentKind = oneOf(...commitmentKinds);

/** What is to be done and by whom, without an id: the session's decider gives it one. */
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
export const Undertaking = record({ commitmentId: CommitmentId, ...undertakingFields });

const differs = <F extends keyof typeof undertakingFields>(field: F) =>
  record({
    field: Type.Literal(field),
    from: optional(undertakingFields[field]),
    to: optional(undertakingFields[field]),
  });

/** One field of an undertaking as it was said and as it was signed; a missing side means: there was none. */
export const Difference = Type.Union([
  differs('kind'),
  differs('title'),
  differs('text'),
  differs('lead'),
  differs('support'),
  differs('beneficiaries'),
  differs('due'),
  differs('condition'),
]);

export type Text = Static<typeof Text>;
export type Due = Static<typeof Due>;
export type Evidence = Static<typeof Evidence>;
export type Speaker = Static<typeof Speaker>;
export type CommitmentKind = Static<typeof CommitmentKind>;
export type Difference = Static<typeof Difference>;
export type Undertaking = Static<typeof Undertaking>;
/** An undertaking as a command brings it; the id only where it takes up a commitment that exists as a proposal. */
export type UndertakingAsked = Omit<Undertaking, 'commitmentId'> & { commitmentId?: string };
