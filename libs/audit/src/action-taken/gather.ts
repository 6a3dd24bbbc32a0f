import { setImmediate as letOthersIn } from 'node:timers/promises';
import {
  entriesAbout,
  forums,
  sessionRecord,
  type JournalEntry,
  type RowsAt,
  type SessionRecord,
} from '@jwg/read-models';
import { digestsOf, sha256 } from './digests.js';
import { commitmentIn, inEnglish, pointsOf } from './points.js';
import { remembering } from './remembering.js';
import type { ActionPoint, ActionTaken } from './report.js';
import { setRightIn } from './set-right.js';

const PAGE = 500;

/**
 * The report as of a position, for one side of the session's forum. It holds what everybody may read alone, so whoever
 * asks gets the same, and it can be handed to the other side.
 *
 * `undefined` when there is no such session, or the forum has no such side.
 */
export const actionTaken = async (at: RowsAt, id: string, side: string): Promise<ActionTaken | undefined> => {
  const session = await wholeSession(at, id);
  const forum = session && (await at.reader.get(forums, session.forum));
  if (!session || !forum?.sides.some((it) => it.side === side)) return undefined;
  const about = session.statements.filter(({ annulled }) => !annulled).flatMap(pointsOf);
  const ids = [...new Set(about.flatMap((it) => it.about ?? []))];
  const found = new Map<string, NonNullable<Awaited<ReturnType<typeof commitmentIn>>>>();
  const once = { ...at, reader: remembering(at.reader) };
  for (const commitment of ids) {
    const one = await commitmentIn(once, commitment, forum, side);
    if (one) found.set(commitment, one);
    await letOthersIn(); // SQLite works in this thread, and never waits
  }
  const points = about.map(({ about: commitment, ...point }): ActionPoint => {
    const one = commitment === undefined ? undefined : found.get(commitment);
    return { ...point, ...(one && { commitment: one.commitment }) };
  });
  const entries = [...(await sessionEntries(at, session.id)), ...[...found.values()].flatMap((it) => it.entries)];
  const heldOn = session.concludedOn ?? session.openedOn ?? session.heldNotAfter;
  const setRight = setRightIn(entries);
  const content = {
    ...{ session: session.id, forum: session.forum, forumName: inEnglish(forum.name), side },
    ...{ position: at.position, on: at.on, ...(heldOn !== undefined && { heldOn }) },
    signedBy: session.minutes.signatures.flatMap((it) => (it.void ? [] : [it.side])).sort(),
    inEffect: session.minutes.inEffect !== undefined,
    points,
    ...(setRight.length > 0 && { setRight }),
    restsOn: digestsOf(entries),
  };
  return { ...content, digest: `sha256:${sha256(content)}` };
};

/** With the statements of all its pages. */
const wholeSession = async (at: RowsAt, id: string): Promise<SessionRecord | undefined> => {
  const first = await sessionRecord(at, id, { limit: PAGE });
  if (!first) return undefined;
  const statements = [...first.statements];
  for (let next = first.next; next !== undefined;) {
    const page = (await sessionRecord(at, id, { limit: PAGE, after: next }))!;
    statements.push(...page.statements);
    next = page.next;
  }
  return { ...first, statements };
};

const sessionEntries = async (at: RowsAt, id: string): Promise<JournalEntry[]> => {
  const entries: JournalEntry[] = [];
  for (let after: number | undefined, more = true; more; more = after !== undefined) {
    const page = await entriesAbout(at, id, { limit: PAGE, after });
    entries.push(...page.entries);
    after = page.next;
  }
  return entries;
};
