import { isDeepStrictEqual as isSame } from 'node:util';
import {
  claimedFacts,
  claiming,
  claimsOf,
  evolveStanding,
  notRegistered,
  reasonOfChoice,
  setRight,
  weightier,
  type ClaimedFact,
  type CommitmentEvent,
  type EventType,
  type ReasonOfChoice,
  type Standing,
} from '@jwg/domain';
import { commitments } from '../commitments/projection.js';
import { orderOf, streamOf } from '../events/citation.js';
import { endOf } from '../events/dates.js';
import type { JournalEntry } from '../journal/entry.js';
import { entriesAbout } from '../journal/timeline.js';
import { authorOf, type Author } from '../journal/who-corrected.js';
import { valuesApart } from '../rows/kept-apart.js';
import type { RowsAt } from '../rows/rows-at.js';
import { MAX_PAGE_SIZE } from '../page-size.js';

/** What the sources of a commitment say differently, side by side. */
export interface Claims {
  readonly commitment: string;
  readonly position: number;
  /** The facts of which two sources at least say different things. */
  readonly facts: readonly CompetingClaims[];
  /** Only the latest entries were looked at. */
  readonly shortened?: true;
}

export interface CompetingClaims {
  readonly fact: ClaimedFact;
  /** Why the chosen one stands; missing where none of them does. */
  readonly rule?: ReasonOfChoice;
  /** The last word of each source: the stronger record first, of records of the same kind the later one. */
  readonly claims: readonly Claim[];
  /** How many are left out. */
  readonly more?: number;
}

export interface Claim
  extends
    Pick<JournalEntry, 'eventId' | 'type' | 'position' | 'occurredAt' | 'authority' | 'source' | 'session'>,
    Author {
  readonly value: unknown;
  /** The commitment stands on it. */
  readonly chosen?: true;
}

/** Reports that are looked at, and claims that are shown of one fact. */
const [REPORTS, SHOWN] = [50, 20];

/** `undefined` when there is no such commitment. */
export const claims = async (at: RowsAt, id: string): Promise<Claims | undefined> => {
  const row = await at.reader.get(commitments, id);
  if (!row?.registered) return undefined;
  const [apart, told, reports] = await Promise.all([
    valuesApart(at.reader, commitments, id),
    latest(at, id, claiming, MAX_PAGE_SIZE),
    latest(at, id, ['ProgressReported'], REPORTS),
  ]);
  const { completion, percent } = apart;
  const { implementation, due, lead, support } = row;
  const stands: Readonly<Record<ClaimedFact, unknown>> = {
    ...{ implementation, due, lead, support, percent },
    completedOn: completion?.completedOn,
  };
  const made = claimsIn([...told.entries, ...reports.entries].sort((a, b) => orderOf(a) - orderOf(b)));
  return {
    commitment: id,
    position: at.position,
    facts: claimedFacts.flatMap((fact) => competing(fact, made.get(fact) ?? [], stands[fact]) ?? []),
    ...((told.next ?? reports.next) !== undefined && { shortened: true }),
  };
};

/** The latest events of its own stream of these types. */
const latest = async (at: RowsAt, id: string, types: readonly EventType[], limit: number) => {
  const { entries, next } = await entriesAbout(at, id, { types, limit, order: 'newest' });
  return { entries: entries.filter(({ stream }) => stream === streamOf('commitment', id)), next };
};

type Told = Claim & { readonly place: number };

/** By fact, what each event says, as it was set right. */
const claimsIn = (entries: readonly JournalEntry[]): ReadonlyMap<ClaimedFact, readonly Told[]> => {
  const made = new Map<ClaimedFact, Told[]>();
  const events = entries.map((it) => ({ ...it, id: it.eventId, metadata: {} }));
  let standing: Standing = notRegistered;
  for (const event of setRight(events as never) as unknown as typeof events) {
    const before = standing;
    standing = evolveStanding(standing, event as unknown as CommitmentEvent);
    for (const [fact, value] of claimsOf(event as unknown as CommitmentEvent, before, standing))
      made.set(fact, [...(made.get(fact) ?? []), { ...claimOf(event, value), place: orderOf(event) }]);
  }
  return made;
};

const claimOf = (entry: JournalEntry, value: unknown): Claim => {
  const { eventId, type, position, occurredAt, authority, source, session } = entry;
  return {
    value,
    ...{ eventId, type, position, occurredAt, authority, source },
    ...authorOf(entry),
    ...(session !== undefined && { session }),
  };
};

const competing = (fact: ClaimedFact, all: readonly Told[], stands: unknown): CompetingClaims | undefined => {
  const last = new Map(all.map((it) => [sourceOf(it), it]));
  const weighed = [...last.values()]
    .map((claim) => ({ claim, weight: { ...claim, until: endOf(claim.occurredAt.value) } }))
    .sort((a, b) => weightier(a.weight, b.weight));
  if (weighed.every(({ claim }) => isSame(claim.value, weighed[0]!.claim.value))) return undefined;
  const isOn = ({ claim }: (typeof weighed)[number]) => isSame(claim.value, stands);
  const chosen = weighed.find(isOn);
  const others = weighed.filter((it) => !isOn(it)).map(({ weight }) => weight);
  const shown = weighed.filter((it, n) => n < SHOWN || it === chosen);
  return {
    fact,
    ...(chosen && { rule: reasonOfChoice(chosen.weight, others) }),
    claims: shown.map((it) => {
      const { place: _, ...claim } = it.claim;
      return { ...claim, ...(it === chosen && { chosen: true as const }) };
    }),
    ...(weighed.length > shown.length && { more: weighed.length - shown.length }),
  };
};

/** One source: where it is written, and for whom it was said. */
const sourceOf = ({ authority, source, by }: Claim): string =>
  JSON.stringify([authority, source.kind, source.reference, by?.side, by?.institution]);
