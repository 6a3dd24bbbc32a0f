import type { LedgerEvent, SessionEvent } from '@jwg/domain';
import type { EventStore, StoredEvent, Write } from '@jwg/event-sourcing';
import { reporter } from './events.ts';
import { carryIntoEffect, catalogue, effectId, eventId, streamName, violations } from './product.ts';

const BATCH = 500;
const CHECKED = 20; // events of each type are checked against its schema, so that they are like the product's
const MAIN = 'jwg-1';
const sides = ['PK', 'CN'];

type EventType = LedgerEvent['type'];

interface LedgerSize {
  readonly forums: number;
  /** An even number. */
  readonly rounds: number;
  readonly decisions: number;
  readonly undertakings: number;
  readonly events: number;
}

interface WrittenLedger {
  readonly forum: string;
  readonly half: number;
  readonly end: number;
  readonly changedSince: number;
  readonly now: string;
}

interface MadeUpForum {
  readonly id: string;
  held: number;
  readonly reported: MadeUpCommitment[];
  readonly commitments: MadeUpCommitment[];
}

interface MadeUpCommitment {
  readonly id: string;
  readonly forum: MadeUpForum;
  due: { readonly date: string };
  percent: number;
  milestones: number;
}

/**
 * Writes a made-up ledger of `events` events directly to a store: forums that meet, decide, sign, review, and report on
 * their commitments between sessions. In its first half the forum jwg-1 holds all its sessions (`rounds`) and decides
 * on all its commitments; the second half has their reports and the other forums' sessions. What is said is carried into
 * effect by events that have the ids which the policy gives them. Resolves to the positions
 * at the end of each half, and to the number of changes to that forum's commitments in the second half.
 */
export const writeLedger = async (
  store: Pick<EventStore, 'append'>,
  { forums, rounds, decisions, undertakings, events }: LedgerSize,
): Promise<WrittenLedger> => {
  const { below, uuid, hex, narrative, metadata } = reporter(1);
  const clock = { start: Date.parse('2016-01-01T00:00:00Z'), step: (8 * 365 * 86_400_000) / events };
  const lengths = new Map<string, number>();
  const seen = new Map<string, number>();
  let waiting: Write[] = [];
  let position = 0;
  let half: number | undefined;
  let changedSince = 0; // changes to the main forum's commitments in the second half

  const owed = new Map<string, string[]>(); // the commands that carry what was said into effect, by stream
  const owe = (event: StoredEvent<SessionEvent>) => {
    for (const [n, { category, id }] of carryIntoEffect.react(event).entries()) {
      const stream = streamName({ category }, id);
      owed.set(stream, [...(owed.get(stream) ?? []), effectId(event, n)]);
    }
  };

  const now = () => new Date(clock.start + Math.round(position * clock.step)).toISOString();
  const today = () => now().slice(0, 10);
  const flush = async () => {
    await store.append(waiting);
    waiting = [];
  };
  const tell = async (stream: string, type: EventType, data: object) => {
    const commandId = owed.get(stream)?.shift();
    const envelope = metadata({
      occurredAt: { value: today(), precision: 'day' },
      authority: 'signedMinutes',
      ...(commandId && { actor: { id: carryIntoEffect.name, role: 'policy' }, commandId }),
    });
    check(seen, type, data);
    const length = lengths.get(stream) ?? 0;
    lengths.set(stream, length + 1);
    const id = commandId ? eventId(commandId, 0) : uuid();
    const event = { id, type, schemaVersion: 1, recordedAt: now(), data, metadata: envelope };
    if (stream.startsWith(carryIntoEffect.category)) owe({ ...event, stream } as unknown as StoredEvent<SessionEvent>);
    waiting.push({ stream, expected: length === 0 ? 'noStream' : length - 1, events: [event] });
    position += 1;
    if (waiting.length === BATCH) await flush();
  };

  const all: MadeUpForum[] = Array.from({ length: forums }, (_, n) => ({
    id: `jwg-${n + 1}`,
    held: 0,
    reported: [],
    commitments: [],
  }));
  const open: MadeUpCommitment[] = []; // unfinished commitments of all forums

  const establish = async ({ id }: MadeUpForum) => {
    const name = { en: `Joint Working Group ${id}` };
    await tell(`forum-${id}`, 'ForumEstablished', {
      forum: id,
      name,
      level: 'workingGroup',
      sides: sides.map((side) => ({ side, name })),
    });
    for (const side of sides)
      for (let n = 1; n <= 5; n += 1)
        await tell(`forum-${id}`, 'InstitutionRegistered', {
          institution: institution(side, n),
          side,
          name: { en: `${side} institution ${n}` },
        });
  };

  const meet = async (forum: MadeUpForum) => {
    const session = `${forum.id}.${(forum.held += 1)}`;
    const stream = `session-${session}`;
    const statements: string[] = [];
    const decided: MadeUpCommitment[] = [];
    const say = async (type: EventType, more: object, refersTo: readonly string[] = []) => {
      const statementId = `${session}.s${statements.length + 1}`;
      statements.push(statementId);
      await tell(stream, type, {
        statementId,
        text: { en: narrative(15) },
        speaker: { kind: 'joint' },
        refersTo,
        ...more,
      });
      return statementId;
    };
    await tell(stream, 'SessionScheduled', {
      forum: forum.id,
      ordinal: forum.held,
      label: 'regular',
      mode: 'virtual',
      alsoServes: [],
    });
    await tell(stream, 'SessionOpened', { openedOn: today(), coChairs: [], delegations: [] });

    for (let d = 0; d < decisions; d += 1) {
      const before = decided.length;
      const undertaken = Array.from({ length: undertakings }, (_, n) => ({
        commitmentId: `${session}.c${before + n + 1}`,
        kind: ['jointProject', 'capacityBuilding', 'support', 'studyOrDocument'][below(4)],
        title: { en: narrative(6) },
        lead: [institution('PK', 1 + below(5))],
        support: [institution('CN', 1 + below(5))],
        beneficiaries: [],
        due: { date: `${2018 + below(8)}-${String(1 + below(12)).padStart(2, '0')}` },
      }));
      const statement = await say('DecisionTaken', { undertakings: undertaken });
      for (const one of undertaken) {
        const { commitmentId } = one;
        decided.push({ id: commitmentId, forum, due: one.due, percent: 0, milestones: 0 });
        await tell(`commitment-${commitmentId}`, 'CommitmentRegistered', {
          ...one,
          forum: forum.id,
          adoption: 'provisional',
          statement,
          legacy: false,
        });
      }
    }
    for (const { id } of forum.reported.splice(0, decisions)) {
      const statement = await say('CommitmentReviewed', { commitmentId: id, outcome: 'completionConfirmed' }, [id]);
      await tell(`commitment-${id}`, 'CompletionConfirmed', { by: 'forum', statement });
    }
    if (forum.commitments.length > 0) {
      const any = () => forum.commitments[below(forum.commitments.length)]!;
      for (let n = 0; n < decisions; n += 1) {
        const { id } = any();
        const toSession = `${forum.id}.${forum.held + 1}`;
        const statement = await say('CommitmentReviewed', { commitmentId: id, outcome: 'carriedOver', toSession }, [
          id,
        ]);
        await tell(`commitment-${id}`, 'CommitmentCarriedOver', { from: session, to: toSession, statement });
        await say((['ProgressAppreciated', 'ConcernExpressed', 'MatterNoted'] as const)[below(3)]!, {}, [any().id]);
      }
    }
    await say('HopeExpressed', {});
    await tell(stream, 'SessionConcluded', { concludedOn: today() });

    const text = { version: 1, digest: `sha256:${hex(8).repeat(8)}` };
    await tell(stream, 'MinutesDrafted', { ...text, languages: ['en'], statementIds: statements, changes: [] });
    for (const side of sides) await tell(stream, 'MinutesSignedBySide', { side, signedOn: today(), ...text });
    const adopts = decided.map(({ id }) => ({ commitmentId: id, diff: [] }));
    await tell(stream, 'MinutesEnteredIntoEffect', { ...text, on: today(), adopts, omits: [] });
    for (const { id } of decided) await tell(`commitment-${id}`, 'CommitmentAdopted', { session, ...text });
    forum.commitments.push(...decided);
    open.push(...decided);
  };

  /** Writes an event of a commitment between sessions, mostly a report. */
  const goOn = async () => {
    const place = below(open.length);
    const one = open[place]!;
    const stream = `commitment-${one.id}`;
    const chance = below(100);
    if (half !== undefined && one.forum.id === MAIN) changedSince += 1;
    if (chance < 5) {
      const from = one.due;
      one.due = { date: `${2019 + below(8)}-${String(1 + below(12)).padStart(2, '0')}` };
      await tell(stream, 'DueDateRevised', { from, to: one.due, reason: narrative(6) });
    } else if (chance < 9) {
      await tell(stream, 'ProgressAssessed', {
        by: sides[below(2)],
        rating: ['onTrack', 'atRisk', 'offTrack'][below(3)],
      });
    } else if (chance < 11) {
      await tell(stream, 'MilestoneDefined', {
        milestone: `m${(one.milestones += 1)}`,
        title: narrative(4),
        due: one.due,
      });
    } else if (chance < 12) {
      const evidence = [{ reference: narrative(3) }];
      await tell(stream, 'CompletionReported', {
        by: { side: 'PK', institution: institution('PK', 1) },
        completedOn: today(),
        evidence,
      });
      one.forum.reported.push(one);
      open[place] = open.at(-1)!;
      open.pop();
    } else {
      one.percent = Math.min(99, one.percent + below(4));
      const by = { side: 'PK', institution: institution('PK', 1 + below(5)) };
      await tell(stream, 'ProgressReported', { ...by, narrative: narrative(12), percent: one.percent, evidence: [] });
    }
  };

  for (const forum of all) await establish(forum);
  for (let round = 1; round <= rounds; round += 1) {
    const firstHalf = round <= rounds / 2;
    for (const forum of all) {
      if (forum.id !== MAIN) await meet(forum);
      else if (firstHalf) for (let twice = 0; twice < 2; twice += 1) await meet(forum);
    }
    while (position < (events * round) / rounds) await goOn();
    if (round === rounds / 2) half = position - 1;
  }
  await flush();
  return { forum: MAIN, half: half ?? -1, end: position - 1, changedSince, now: now() };
};

const institution = (side: string, n: number) => `${side.toLowerCase()}-institution-${n}`;

const check = (seen: Map<string, number>, type: EventType, data: object) => {
  const times = seen.get(type) ?? 0;
  if (times === CHECKED) return;
  seen.set(type, times + 1);
  const [wrong] = violations(catalogue[type], data);
  if (wrong) throw new Error(`The made-up ${type} is none: ${wrong.field} ${wrong.rule}`);
};
