import { catalogue, forumOf, isStatement, replaceCiphers, type EventType, type LedgerEvent } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { isOf, logPosition, type LedgerProjection, type Recorded } from '../events/citation.js';
import { searchForm } from './searchable.js';
import { textsOf, textsOfField, type FieldText } from './texts-of.js';
import { tokensOf } from './words.js';

export type FoundKind = 'forum' | 'institution' | 'session' | 'statement' | 'commitment';

/** What one event says in words, as it was corrected; none where the event was withdrawn. */
export interface SpokenRow {
  readonly kind: FoundKind;
  /** Of the forum, institution, session, statement or commitment that it is about. */
  readonly id: string;
  readonly forum: string;
  readonly eventId: string;
  readonly type: EventType;
  /** Position in the log. */
  readonly position: number;
  /** When it happened, as precisely as that is known. */
  readonly on: string;
  readonly texts: readonly FieldText[];
}

/** They name what there is; other events are about it. */
export const namingTypes: ReadonlySet<string> = new Set<EventType>([
  'CommitmentAdoptedWithChanges',
  'CommitmentRegistered',
  'ForumEstablished',
  'InstitutionRegistered',
  'InstitutionRenamed',
  'SessionHeld',
  'SessionScheduled',
]);

const REMOVING: ReadonlySet<string> = new Set<EventType>([
  'AdditionAnnulled',
  'EffectTakenBack',
  'EntryWithdrawn',
  'MinutesEffectTakenBack',
  'RecordAnnulled',
  'SignatureAnnulled',
]);
const CORRECTING: ReadonlySet<string> = new Set<EventType>(['EntryCorrected', 'ForumCorrected', 'RecordCorrected']);
/** What they say was said elsewhere, or is the program's. */
const SILENT: ReadonlySet<string> = new Set<EventType>([
  'CorrectionAgreedBySide',
  'EffectMoved',
  'EffectNotApplied',
  'LedgerRead',
]);

const about = (event: Recorded): Pick<SpokenRow, 'kind' | 'id'> => {
  const id = idOf(event.stream);
  if (isOf('commitment', event)) return { kind: 'commitment', id };
  if (isOf('session', event)) {
    if (isStatement(event) || event.type === 'TextAdded') return { kind: 'statement', id: event.data.statementId };
    return { kind: 'session', id };
  }
  const { institution } = event.data as { institution?: string };
  return institution === undefined ? { kind: 'forum', id } : { kind: 'institution', id: institution };
};

const spoken = (_: SpokenRow | undefined, event: Recorded): SpokenRow | undefined => {
  const it = about(event);
  const texts = textsOf(event);
  const own = it.kind === 'statement' || namingTypes.has(event.type) ? [{ field: 'id', text: it.id }, ...texts] : texts;
  if (own.length === 0) return undefined;
  return {
    ...it,
    forum: forumOf(idOf(event.stream)),
    eventId: event.id,
    type: event.type,
    position: logPosition(event),
    on: event.metadata.occurredAt.value,
    texts: own,
  };
};

type Correcting = Extract<LedgerEvent, { type: 'EntryCorrected' | 'ForumCorrected' | 'RecordCorrected' }>;
const correct = (row: SpokenRow | undefined, event: Recorded<Correcting>): SpokenRow | undefined => {
  if (!row) return row;
  const { field, new: value } = event.data;
  const others = row.texts.filter((it) => it.field !== field);
  return { ...row, texts: [...others, ...textsOfField(row.type, field, value)] };
};

const keys = (event: Recorded): readonly string[] => {
  if (event.type === 'EffectTakenBack') return event.data.entries;
  if (REMOVING.has(event.type) || CORRECTING.has(event.type)) return [(event.data as { eventId: string }).eventId];
  return [event.id];
};

/** A token for a filter begins with a sign that no word has. */
export const ofForum = (forum: string): string => `:f:${forum}`;
export const isNaming = ':naming';
export const namesPerson = (id: string): string => `:p:${id}`;

/** Names of persons are ciphers in a row. The index has the persons' ids in their place, and no word of a name. */
const tokensOfTexts = (texts: readonly FieldText[]): string[] => {
  const persons = new Set<string>();
  const forms = texts.map(({ text }) =>
    searchForm(replaceCiphers(text, (_, id) => (persons.add(namesPerson(id)), ' '))),
  );
  return [...persons, ...tokensOf(forms)];
};

const rule = (type: string) => (REMOVING.has(type) ? () => undefined : CORRECTING.has(type) ? correct : spoken);

/** What the ledger says in words, event by event. Its rows are searched by their tokens. */
export const spokenWords: LedgerProjection<SpokenRow> = {
  name: 'spoken',
  version: 3,
  keys,
  on: Object.fromEntries(
    Object.keys(catalogue)
      .filter((type) => !SILENT.has(type))
      .map((type) => [type, rule(type)]),
  ),
  tokens: ({ forum, type, texts }) => [
    ofForum(forum),
    ...(namingTypes.has(type) ? [isNaming] : []),
    ...tokensOfTexts(texts),
  ],
  columns: {},
};
