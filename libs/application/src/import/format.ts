import { Type, type Static, type TObject } from 'typebox';
import {
  CommitmentId,
  CommitmentKind,
  Count,
  Day,
  Digest,
  Due,
  ForumId,
  forumEvents,
  InstitutionId,
  Language,
  list,
  Name,
  optional,
  PartialDate,
  record,
  SessionId,
  sessionEvents,
  Side,
  Source,
  Speaker,
  statementEvents,
  StatementId,
  Text,
  UndertakingChanged,
  Words,
} from '@jwg/domain';
import { described, provenance } from './described.js';
import { FollowUp } from './follow-up-format.js';

const { level, sides } = forumEvents.ForumEstablished.properties;
const { label, mode, alsoServes, numbers } = sessionEvents.SessionScheduled.properties;
const { coChairs, delegations } = sessionEvents.SessionOpened.properties;
const { languages } = sessionEvents.MinutesDrafted.properties;
const { parties } = statementEvents.InstrumentSigned.properties;
const { addressee } = statementEvents.RequestMade.properties;
const { outcome, by } = statementEvents.CommitmentReviewed.properties;
const ids = list(InstitutionId, { maxItems: 20, uniqueItems: true });

const Institution = record({
  id: InstitutionId,
  side: Side,
  name: Text,
  acronym: optional(Name),
  ...provenance,
});

const ForumVerb = record({
  word: described('as the minutes have it', Name),
  language: Language,
  like: described('the verb of the lexicon that means the same: welcomed', Name),
  ...provenance,
});

const Forum = record({
  id: ForumId,
  name: optional(Text),
  level: optional(level),
  parent: optional(ForumId),
  establishedOn: optional(PartialDate),
  since: optional(described('when the sources first speak of it, where nobody says since when it exists', PartialDate)),
  instrument: optional(Words),
  sides: optional(sides),
  institutions: optional(list(Institution, { maxItems: 500 })),
  verbs: optional(
    described('verbs that its minutes use and the lexicon does not have', list(ForumVerb, { maxItems: 500 })),
  ),
  ...provenance,
});

const undertaking = {
  kind: CommitmentKind,
  title: Text,
  text: optional(Text),
  lead: optional(ids),
  support: optional(ids),
  beneficiaries: optional(ids),
  due: optional(Due),
  condition: optional(Words),
};

const LegacyCommitment = record({
  id: described('a commitment older than any recorded session: its origin is 0, like cpec-jwg-st.0.c1', CommitmentId),
  since: described('when the sources first speak of it', PartialDate),
  ...undertaking,
  ...provenance,
});

const StatementFields = record({
  verb: described('as the minutes have it; it decides what follows: welcomed, agreed, 重申', Name),
  text: Text,
  speaker: optional(Speaker),
  paragraph: optional(Name),
  refersTo: optional(list(Name, { maxItems: 50, uniqueItems: true })),
  undertakings: optional(list(record({ commitmentId: optional(CommitmentId), ...undertaking }), { maxItems: 50 })),
  starts: optional(by),
  instrument: optional(Text),
  parties: optional(parties),
  signedOn: optional(PartialDate),
  fulfils: optional(CommitmentId),
  body: optional(Text),
  addressee: optional(addressee),
  commitments: optional(list(CommitmentId, { maxItems: 50, uniqueItems: true })),
  commitmentId: optional(CommitmentId),
  outcome: optional(outcome),
  reason: optional(Words),
  due: optional(Due),
  by: optional(by),
  toForum: optional(ForumId),
  toSession: optional(SessionId),
  furtherSources: optional(
    described(
      'where else this is written; `differs`: where that says otherwise',
      list(record({ ...Source.properties, differs: optional(Words) }), { maxItems: 50 }),
    ),
  ),
  ...provenance,
});

const Version = record({
  on: PartialDate,
  languages,
  omits: optional(
    described('statements of the session that this version leaves out', list(StatementId, { maxItems: 2000 })),
  ),
  changes: optional(
    described('what it says differently of an undertaking', list(UndertakingChanged, { maxItems: 500 })),
  ),
  digest: optional(described('of the paper; where that is not to be had, the ledger’s own record is digested', Digest)),
  ...provenance,
});

const Signature = record({
  side: Side,
  on: Day,
  signatory: optional(Name),
  office: optional(Name),
  version: optional(described('counted from 1; the latest where left out', Count)),
  digest: optional(described('of what was signed; that of the version where left out', Digest)),
  ...provenance,
});

const Minutes = record({
  versions: list(Version, { minItems: 1, maxItems: 50 }),
  agreed: optional(record({ on: PartialDate, version: optional(Count), ...provenance })),
  signatures: optional(list(Signature, { maxItems: 20 })),
});

const Session = record({
  id: SessionId,
  label: optional(label),
  mode,
  plannedOn: optional(PartialDate),
  venue: optional(Name),
  hostSide: optional(Side),
  alsoServes: optional(alsoServes),
  numbers,
  openedOn: optional(described('without it the session is only scheduled', PartialDate)),
  heldNotAfter: optional(
    described(
      'the day by which it had been held, where no record says when; that of its first minutes where left out',
      PartialDate,
    ),
  ),
  concludedOn: optional(described('the day it was opened where left out', PartialDate)),
  coChairs: optional(coChairs),
  delegations: optional(delegations),
  agenda: optional(list(Text, { minItems: 1, maxItems: 100 })),
  statements: optional(
    described('in the order of the minutes; numbered s1, s2 …', list(StatementFields, { maxItems: 2000 })),
  ),
  minutes: optional(Minutes),
  ...provenance,
});

/** A file to be imported: the content of minutes, reports and letters, in their own order and words. */
export const RecordFile = record({
  title: optional(Name),
  ...provenance,
  forums: optional(list(Forum, { maxItems: 500 })),
  legacyCommitments: optional(list(LegacyCommitment, { maxItems: 20_000 })),
  sessions: optional(list(Session, { maxItems: 5000 })),
  followUps: optional(list(FollowUp, { maxItems: 50_000 })),
});

type Loosely<T> = T extends readonly (infer I)[]
  ? readonly Loosely<I>[]
  : T extends object
    ? { readonly [K in keyof T]?: Loosely<T[K]> }
    : T;

/** The content of a file before it has been checked: any field may be missing. */
export type RecordFile = Loosely<Static<typeof RecordFile>>;

/** A schema without its long lists, which are checked item by item: one bad item must not cost more in a long file. */
const without = (schema: TObject, ...lists: readonly string[]): TObject => ({
  ...schema,
  properties: {
    ...schema.properties,
    ...Object.fromEntries(lists.map((name) => [name, { ...schema.properties[name], items: Type.Unknown() }])),
  },
});

/** Each part of the format by itself: the lists that contain it, and its own schema. */
export const parts: readonly { at: readonly string[]; schema: TObject }[] = [
  { at: [], schema: without(RecordFile, 'forums', 'legacyCommitments', 'sessions', 'followUps') },
  { at: ['forums'], schema: without(Forum, 'institutions', 'verbs') },
  { at: ['forums', 'institutions'], schema: Institution },
  { at: ['forums', 'verbs'], schema: ForumVerb },
  { at: ['legacyCommitments'], schema: LegacyCommitment },
  { at: ['sessions'], schema: without(Session, 'statements') },
  { at: ['sessions', 'statements'], schema: StatementFields },
  { at: ['followUps'], schema: FollowUp },
];
