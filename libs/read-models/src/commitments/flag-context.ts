import { forumOf } from '@jwg/domain';
import type { CommitmentRow, Mention } from './row.js';
import { forums, type ForumRow } from '../forums/projection.js';
import type { RowReader } from '../rows/reader.js';
import { sessions, type SessionRow } from '../sessions/projection.js';

/** What the flags of some commitments depend on, besides the commitments: their forums, and those forums' sessions. */
export interface FlagContext {
  readonly forums: ReadonlyMap<string, ForumRow>;
  readonly sessions: ReadonlyMap<string, SessionRow>;
}

export const flagContextOf = async (reader: RowReader, rows: readonly CommitmentRow[]): Promise<FlagContext> => {
  const named = rows.flatMap(({ forum, due, milestones }) => [
    forum,
    ...[due, ...milestones.map((it) => it.due)].flatMap((it) => (it?.session ? [forumOf(it.session)] : [])),
  ]);
  const ids = [...new Set(named)];
  const [foundForums, foundSessions] = await Promise.all([
    reader.getMany(forums, ids),
    reader.find(sessions, { forum: { in: ids } }),
  ]);
  return {
    forums: new Map(foundForums.map((it) => [it.id, it])),
    sessions: new Map(foundSessions.map((it) => [it.id, it])),
  };
};

/** The mentions that count: all except those by annulled statements. */
export const countedMentions = ({ mentions }: CommitmentRow, { sessions }: Pick<FlagContext, 'sessions'>): Mention[] =>
  mentions.flatMap(({ session, did }) => {
    const annulled = sessions.get(session)?.annulled ?? [];
    const counted = did.filter(({ statement }) => !annulled.includes(statement));
    return counted.length > 0 ? [{ session, did: counted }] : [];
  });
