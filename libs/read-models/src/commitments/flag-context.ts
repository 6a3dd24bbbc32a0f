import { forumOf, ordinalOf } from '@jwg/domain';
import { orderOf } from '../events/citation.js';
import { forums, type ForumRow } from '../forums/projection.js';
import { wholeLists } from '../rows/kept-apart.js';
import type { RowReader } from '../rows/reader.js';
import { sessions } from '../sessions/projection.js';
import { numberIn } from '../sessions/numbers.js';
import type { SessionRow } from '../sessions/row.js';
import { annulledIn } from '../sessions/annulled.js';
import { amendedEvidence, backing } from './amended.js';
import { counted, mentionsOf, type Mention } from './mentions.js';
import { commitments } from './projection.js';
import type { CommitmentRow, LastMention } from './row.js';

/** What the flags of some commitments depend on, besides the commitments: their forums, and those forums' sessions. */
export interface FlagContext {
  readonly forums: ReadonlyMap<string, ForumRow>;
  /** Those that one of the forums holds, or counts. */
  readonly sessions: ReadonlyMap<string, SessionRow>;
  /** The last mentions that count, of the commitments whose last mention was annulled. */
  readonly earlier: ReadonlyMap<string, CommitmentRow['lastMentions']>;
  /** Those whose evidence of completion was all retracted. */
  readonly withoutEvidence: ReadonlySet<string>;
}

export const flagContextOf = async (reader: RowReader, rows: readonly CommitmentRow[]): Promise<FlagContext> => {
  const named = rows.flatMap(({ forum, due, milestones }) => [
    forum,
    ...[due, ...milestones.map((it) => it.due)].flatMap((it) => (it?.session ? [forumOf(it.session)] : [])),
  ]);
  const ids = [...new Set(named)];
  const [foundForums, own, joint, earlier, withoutEvidence] = await Promise.all([
    reader.getMany(forums, ids),
    reader.find(sessions, { forum: { in: ids } }),
    reader.find(sessions, { joint: 1 }),
    earlierMentions(reader, rows),
    unbacked(reader, rows),
  ]);
  const served = joint.filter((it) => ids.some((id) => numberIn(it, id) !== undefined));
  return {
    forums: new Map(foundForums.map((it) => [it.id, it])),
    sessions: new Map([...own, ...served].map((it) => [it.id, it])),
    earlier,
    withoutEvidence,
  };
};

const unbacked = async (reader: RowReader, rows: readonly CommitmentRow[]): Promise<ReadonlySet<string>> => {
  const isComplete = ({ implementation }: CommitmentRow) =>
    implementation === 'reportedComplete' || implementation === 'completed';
  const ids = rows.filter((row) => row.hasRetractions && isComplete(row)).map(({ id }) => id);
  const [evidence, amendments] = await Promise.all([
    wholeLists(reader, commitments, ids, 'evidence'),
    wholeLists(reader, commitments, ids, 'amendments'),
  ]);
  const given = (id: string) => amendedEvidence(evidence.get(id) ?? [], amendments.get(id) ?? []);
  return new Set(ids.filter((id) => backing(given(id)).length === 0));
};

export const lastMentionsOf = (row: CommitmentRow, { earlier }: FlagContext): CommitmentRow['lastMentions'] =>
  earlier.get(row.id) ?? row.lastMentions;

const earlierMentions = async (reader: RowReader, rows: readonly CommitmentRow[]) => {
  const last = (row: CommitmentRow) => Object.values(row.lastMentions);
  const annulled = await annulledIn(
    reader,
    rows.flatMap(last).map(({ session }) => session),
  );
  const shaken = rows.filter((row) => last(row).some(({ statement }) => annulled.has(statement)));
  const mentions = await countedMentions(reader, shaken);
  return new Map(shaken.map((row) => [row.id, lastOf(row, mentions.get(row.id) ?? [])]));
};

const lastOf = ({ forum }: CommitmentRow, mentions: readonly Mention[]): CommitmentRow['lastMentions'] => {
  const all = mentions.flatMap(({ session, did }) =>
    did.map((it): LastMention => ({ session, statement: it.statement, place: orderOf(it) })),
  );
  const greatest = (some: LastMention[], by: (it: LastMention) => number) =>
    some.reduce<LastMention | undefined>((last, it) => (last && by(last) > by(it) ? last : it), undefined);
  const own = greatest(
    all.filter(({ session }) => forumOf(session) === forum),
    ({ session }) => ordinalOf(session),
  );
  const elsewhere = greatest(
    all.filter(({ session }) => forumOf(session) !== forum),
    ({ place }) => place,
  );
  return { ...(own && { own }), ...(elsewhere && { elsewhere }) };
};

/** What each session did to each of these commitments, without what annulled statements did. */
export const countedMentions = async (
  reader: RowReader,
  rows: readonly CommitmentRow[],
): Promise<Map<string, Mention[]>> => {
  const acts = await wholeLists(
    reader,
    commitments,
    rows.map(({ id }) => id),
    'acts',
  );
  const mentions = new Map([...acts].map(([id, some]) => [id, mentionsOf(some)]));
  const annulled = await annulledIn(
    reader,
    [...mentions.values()].flat().map(({ session }) => session),
  );
  return new Map([...mentions].map(([id, some]) => [id, counted(some, annulled)]));
};
