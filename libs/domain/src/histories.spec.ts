import { afterAll, describe, expect, it } from '@jest/globals';
import { categoryOf, fold } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { valuesOf } from './by-id.js';
import { catalogue, type LedgerEvent } from './catalogue.js';
import { commitment } from './commitment/decide.js';
import type { CommitmentEvent } from './commitment/events.js';
import type { Commitment } from './commitment/state.js';
import { statusOf } from './commitment/status.js';
import { forumOf, sessionOf } from './ids.js';
import { isStatement } from './session/events.js';
import type { Session } from './session/state.js';
import { recallAfter, recallOf } from './plausibility/recall.js';
import { nothingRecalled, type Recall } from './recalled.js';
import { setRight, setsRight } from './set-right.js';
import { eachHolds, sampled } from './testing/checking.js';
import { begin, history, moves, perform, readAtLast, type Move } from './testing/histories.js';
import { impossible, phases, settingRight, transitions } from './testing/law.js';
import { above, deciders, Model, type Entry } from './testing/model.js';

const RUNS = 40;

/** Random histories, made once: each check sees three times as many as it would make for itself in longer time. */
const sample = sampled(3 * RUNS);
const result = (all: readonly Move[]) => history(new Model(), 'aa', all);
const results = sample.map(result);

/** Checks the results of random histories, and leaves them as they are; everything that was said has taken effect. */
const holds = (check: (model: Model) => void): void =>
  eachHolds(sample, (all, n) => check(n === undefined ? result(all) : results[n]!));

const commitmentEntries = ({ log }: Model) => log.filter(({ category }) => category === 'commitment');
const sessionEntries = (model: Model, id: string) => model.streams.get(`session-${id}`) ?? [];
const axesOf = ({ adoption, implementation, disposition }: Commitment) => ({ adoption, implementation, disposition });
const last = <T>(items: readonly T[]): T => items.at(-1)!;
type Data = Record<string, never>;

describe('A commitment, whatever happens to it,', () => {
  it('moves only as the table of transitions says, and only by those who may do so', () =>
    holds((model) => {
      for (const { event, actor, before, after } of commitmentEntries(model)) {
        const [was, is] = [before, after] as [Commitment, Commitment];
        if (event.type === 'CommitmentRegistered') {
          expect(was.registered).toBe(false);
          expect(axesOf(is)).toEqual({
            adoption: event.data.adoption,
            implementation: 'notStarted',
            disposition: 'open',
          });
          expect(actor.role).toBe(event.data.legacy ? 'recorder' : 'policy');
          continue;
        }
        const whoSetsRight = settingRight[event.type];
        if (whoSetsRight) {
          expect(whoSetsRight).toContain(actor.role);
          continue;
        }
        const rules = transitions.filter(({ by }) => by.includes(event.type));
        const rule = rules.find(({ axis, from }) => from.includes(was[axis]));
        if (!rule) {
          expect([event.type, rules.every(({ again }) => again), axesOf(is)]).toEqual([event.type, true, axesOf(was)]);
          continue;
        }
        expect([rule.rule, axesOf(is)]).toEqual([rule.rule, { ...axesOf(was), [rule.axis]: rule.to }]);
        expect(rule.who).toContain(actor.role);
      }
    }));

  it('is never in an impossible state', () =>
    holds((model) => {
      for (const { after } of commitmentEntries(model))
        for (const [reason, is] of impossible) expect([reason, is(after as Commitment)]).toEqual([reason, false]);
    }));

  it('stands, after a mistake was set right, as if it had never been made', () =>
    holds((model) => {
      for (const { event, after, id } of commitmentEntries(model)) {
        if (!settingRight[event.type]) continue;
        const so = model.streams.get(`commitment-${id}`)!.map((it) => it.event);
        const right = setRight(so.filter(({ revision }) => revision <= event.revision));
        const fields = fold(commitment, right as readonly CommitmentEvent[]);
        const now = after as Commitment;
        expect([event.type, axesOf(now), now.due, now.lead]).toEqual([
          event.type,
          axesOf(fields),
          fields.due,
          fields.lead,
        ]);
        expect([now.milestones, now.carriedOver]).toEqual([fields.milestones, fields.carriedOver]);
      }
    }));

  it('is doubted by what is recalled of it, event by event, as by all its events set right', () =>
    holds(({ streams }) => {
      for (const [name, entries] of streams) {
        if (!name.startsWith('commitment-')) continue;
        const events = entries.map(({ event }) => event);
        let recall: Recall | undefined = nothingRecalled;
        events.forEach((event, n) => {
          recall = recallAfter(recall, event);
          if (recall) expect(recall).toEqual(recallOf(setRight(events.slice(0, n + 1))));
        });
        expect(recall === undefined).toBe(events.some(setsRight));
      }
    }));

  it('keeps its id, kind and status when it is carried over', () =>
    holds((model) => {
      for (const { event, before, after } of commitmentEntries(model))
        if (event.type === 'CommitmentCarriedOver')
          expect(after).toEqual({ ...before, carriedOver: (after as Commitment).carriedOver, waiting: undefined });
    }));

  it('is adopted only when both sides signed one digest that has a statement about it', () =>
    holds((model) => {
      for (const { event, id, cause } of commitmentEntries(model)) {
        if (event.type !== 'CommitmentAdopted' && event.type !== 'CommitmentAdoptedWithChanges') continue;
        const { session, version, digest } = event.data;
        const before = sessionEntries(model, session)
          .map((entry) => entry.event)
          .filter(({ position }) => position < event.position);
        const drafts = before.filter(({ type }) => type === 'MinutesDrafted');
        const signed = drafts.findLast(({ data }) => (data as Data).version === version)!;
        expect((signed.data as Data).digest).toBe(digest);
        const inEffect = before.find((it) => it.id === cause)!;
        expect(inEffect.data).toMatchObject({ version, digest });
        const signatures = before.filter(
          ({ type, data, position }) =>
            type === 'MinutesSignedBySide' &&
            position > signed.position &&
            (data as unknown as Data).version === version &&
            (data as unknown as Data).digest === digest,
        );
        expect(new Set(signatures.map(({ data }) => (data as Data).side))).toEqual(new Set(['PK', 'CN']));
        expect(last(drafts.filter(({ position }) => position < inEffect.position))).toBe(signed);
        const annulled = before
          .filter(({ type, position }) => type === 'RecordAnnulled' && position < inEffect.position)
          .map(({ data }) => (data as Data).statementId);
        const about = before.filter(
          (it) =>
            isStatement(it) &&
            (signed.data as { statementIds: string[] }).statementIds.includes(it.data.statementId) &&
            !annulled.includes(it.data.statementId as never) &&
            concerns(it, id),
        );
        expect(about).not.toEqual([]);
      }
    }));

  it('has, once both sides adopted it, its due date moved only by a session or by both', () =>
    holds((model) => {
      for (const { event, id, actor, before } of commitmentEntries(model)) {
        if (event.type !== 'DueDateSet' && event.type !== 'DueDateRevised') continue;
        const isMoved = (before as Commitment).adoption === 'adopted' && actor.role !== 'policy';
        expect([event.type, event.data.byBothSides]).toEqual([event.type, isMoved ? true : undefined]);
        if (!isMoved) continue;
        const due = 'due' in event.data ? event.data.due : event.data.to;
        const consents = ['PK', 'CN'].map((side) =>
          model.streams
            .get(`commitment-${id}`)!
            .findLast(
              (it) =>
                it.event.revision < event.revision &&
                it.event.type === 'ConsentGiven' &&
                it.event.data.to === 'reviseDueDate' &&
                it.event.data.side === side,
            ),
        );
        expect(consents.map((it) => [it?.actor.side, it?.event.data])).toEqual(
          ['PK', 'CN'].map((side) => [side, expect.objectContaining({ due })]),
        );
      }
    }));

  it('is no longer provisional once the minutes of the session that made it so are in effect', () =>
    holds((model) => {
      for (const [stream, entries] of model.streams) {
        const { event, after, id } = last(entries);
        const { adoption, notApplied } = after as Commitment;
        if (categoryOf(stream) !== 'commitment' || adoption !== 'provisional' || notApplied.length > 0) continue;
        const right = setRight(entries.map((it) => it.event));
        const made = right.findLast(({ type }) => type === 'CommitmentAccepted') ?? right[0]!;
        const { statement } = made.data as { statement?: string };
        if (statement === undefined) continue;
        const { inEffect } = model.state<Session>('session', sessionOf(statement));
        expect([id, event.type, inEffect]).toEqual([id, event.type, false]);
      }
    }));

  it('is completed only when the forum or both secretariats confirmed it after the report, and both sides had signed', () =>
    holds((model) => {
      for (const { event, id, actor, before } of commitmentEntries(model)) {
        if (event.type !== 'CompletionConfirmed') continue;
        expect((before as Commitment).adoption).toBe('adopted');
        const entries = model.streams.get(`commitment-${id}`)!.filter((it) => it.event.revision < event.revision);
        const report = last(entries.filter((it) => it.event.type === 'CompletionReported'));
        if (event.data.by === 'forum') {
          // The statement may have moved to another session while its outcome waited.
          const waits = setRight(entries.map((it) => it.event)).find(
            (it) => it.type === 'OutcomeWaits' && it.data.statement === event.data.statement,
          );
          expect([event.data.waited, actor.role]).toEqual(waits ? [true, expect.any(String)] : [undefined, 'policy']);
          expect(report).toBeDefined();
          const review = model.log.find(
            (it) => isStatement(it.event) && it.event.data.statementId === event.data.statement,
          )!;
          expect(review.event.data).toMatchObject({ speaker: { kind: 'joint' }, outcome: 'completionConfirmed' });
          continue;
        }
        const consents = entries.filter(
          (it) =>
            it.event.revision > report.event.revision &&
            it.event.type === 'ConsentGiven' &&
            it.event.data.to === 'confirmCompletion',
        );
        expect(new Set(consents.map((it) => it.actor.role))).toEqual(new Set(['secretariat']));
        expect(new Set(consents.map((it) => it.actor.side))).toEqual(new Set(['PK', 'CN']));
      }
    }));

  it('is changed by nothing evaluative, informational or declaratory', () => {
    const silent =
      /^(ProgressAppreciated|OutcomeCommended|AchievementAcknowledged|ConcernExpressed|MatterNoted|PositionReaffirmed|HopeExpressed|StatementInsertedBySide)$/;
    holds((model) => {
      const said = new Set(model.log.filter(({ event }) => silent.test(event.type)).map(({ event }) => event.id));
      const statements = model.log.flatMap(({ event }) =>
        said.has(event.id) ? [(event.data as Data).statementId] : [],
      );
      for (const { event, cause } of commitmentEntries(model)) {
        expect(said.has(cause ?? '')).toBe(false);
        expect(statements).not.toContain((event.data as Data).statement);
      }
    });
  });
});

const concerns = ({ data }: { data: object }, id: string): boolean => {
  const {
    undertakings = [],
    commitments = [],
    commitmentId,
  } = data as {
    undertakings?: { commitmentId: string }[];
    commitments?: string[];
    commitmentId?: string;
  };
  return commitmentId === id || commitments.includes(id) || undertakings.some((it) => it.commitmentId === id);
};

describe('A session, whatever happens in it,', () => {
  it('goes through its phases in order, and hears statements only once it was opened', () =>
    holds((model) => {
      for (const { event, category, before, after } of model.log) {
        if (category !== 'session') continue;
        const [was, is] = [before, after] as [Session, Session];
        const law = phases[event.type] ?? (isStatement(event) ? { from: ['open', 'concluded'] } : undefined);
        if (law) expect([event.type, law.from]).toEqual([event.type, expect.arrayContaining([was.phase])]);
        expect([event.type, is.phase]).toEqual([event.type, law?.to ?? was.phase]);
      }
    }));

  it('binds one side alone only to measures of its own institutions', () =>
    holds((model) => {
      for (const [stream, entries] of model.streams) {
        if (categoryOf(stream) !== 'session') continue;
        for (const { speaker, type, undertakings } of valuesOf((last(entries).after as Session).statements)) {
          const bindsAlone = type === 'DirectionGiven' || type === 'UndertakingAgreed';
          if (!bindsAlone || speaker.kind !== 'side') continue;
          for (const { kind, lead, support } of undertakings) {
            const sides = [...lead, ...support].map((it) => (it.startsWith('cn') ? 'CN' : 'PK'));
            expect([kind, sides]).toEqual(['measureByOneSide', sides.map(() => speaker.side)]);
          }
        }
      }
    }));

  it('has a number that no other session of that forum has', () =>
    holds((model) => {
      for (const { event, before } of model.log) {
        const { phase, givenTo } = before as Session;
        if (event.type === 'SessionScheduled') expect(givenTo).toBeUndefined();
        if (event.type === 'NumberGiven' && event.data.to !== undefined)
          expect([phase, givenTo]).toEqual(['unknown', undefined]);
      }
    }));

  it('binds both sides only to words that each of them signed in that form', () =>
    holds((model) => {
      for (const entries of model.streams.values())
        entries.forEach(({ event }, at) => {
          if (event.type !== 'MinutesEnteredIntoEffect') return;
          const before = entries.slice(0, at);
          const drafted = before.findLastIndex((it) => it.event.type === 'MinutesDrafted');
          const { statementIds } = before[drafted]!.event.data as unknown as { statementIds: string[] };
          const seen = ['PK', 'CN'].map((side) =>
            before.findLastIndex(
              (it) => it.event.type === 'MinutesSignedBySide' && it.event.data.side === side && !isAnnulled(it, before),
            ),
          );
          expect(Math.min(...seen)).toBeGreaterThan(drafted);
          for (const moment of [...seen, at])
            expect(wording(entries.slice(0, moment), statementIds)).toEqual(
              wording(entries.slice(0, drafted), statementIds),
            );
        });
    }));
  const isAnnulled = (signature: Entry, entries: readonly Entry[]): boolean =>
    entries.some(({ event }) => event.type === 'SignatureAnnulled' && event.data.eventId === signature.event.id);
  /** What statements said at that moment; what was annulled says nothing. */
  const wording = (entries: readonly Entry[], statementIds: readonly string[]) =>
    setRight(entries.map(({ event }) => event)).flatMap((it) =>
      isStatement(it) && statementIds.includes(it.data.statementId) ? [{ type: it.type, data: it.data }] : [],
    );

  it('keeps adopted what both sides signed, for as long as both signatures stand', () =>
    holds((model) => {
      for (const { event, id } of model.log) {
        if (event.type !== 'MinutesEnteredIntoEffect') continue;
        const later = (stream: string) =>
          (model.streams.get(stream) ?? []).filter((it) => it.event.position > event.position);
        if (later(`session-${id}`).some((it) => it.event.type === 'MinutesEffectTakenBack')) continue;
        for (const { commitmentId } of event.data.adopts) {
          const since = later(`commitment-${commitmentId}`);
          const adopted = since.findIndex(
            (it) => it.cause === event.id && /^(CommitmentAdopted|AdoptionConfirmed)/.test(it.event.type),
          );
          const lost = since
            .slice(adopted + 1)
            .filter((it) => adopted >= 0 && (it.after as Commitment).adoption !== 'adopted');
          expect(lost.map((it) => it.event.type)).toEqual([]);
        }
      }
    }));

  it('keeps its minutes unchanged once they are in effect', () =>
    holds((model) => {
      for (const { event, category, before } of model.log) {
        if (category !== 'session' || !(before as Session).inEffect) continue;
        expect(event.type).not.toMatch(/^(MinutesDrafted|MinutesSignedBySide|MinutesEnteredIntoEffect)$/);
        if (isStatement(event)) expect(event.data.learnedLate).toBe('afterSignature');
        if (event.type === 'RecordAnnulled')
          expect((before as Session).draft!.statementIds).not.toContain(event.data.statementId);
      }
    }));

  it('is not moved by a further text or source: its draft, its signatures and its statements stay as they are', () =>
    holds((model) => {
      for (const { event, before, after } of model.log)
        if (/^(TextAdded|SourceAdded|AdditionAnnulled)$/.test(event.type)) expect(after).toBe(before);
    }));

  it('marks what was recorded after it was concluded, and nothing else', () =>
    holds((model) => {
      for (const { event, before } of model.log) {
        // What had been entered in another session was known in time.
        if (!isStatement(event) || event.data.movedFrom) continue;
        const { phase, inEffect, heldNotAfter } = before as Session;
        const inTime = (event.type === 'StatementInsertedBySide' || heldNotAfter !== undefined) && !inEffect;
        const expected = phase === 'open' || inTime ? undefined : inEffect ? 'afterSignature' : 'afterConclusion';
        expect([event.type, event.data.learnedLate]).toEqual([event.type, expected]);
      }
    }));

  it('adopts nothing that was learned after its minutes were in effect', () =>
    holds((model) => {
      const said = setRight(model.log.map(({ event }) => event));
      const late = new Set(
        said.flatMap((event) =>
          isStatement(event) && event.data.learnedLate === 'afterSignature' ? [event.data.statementId] : [],
        ),
      );
      for (const { event, after } of commitmentEntries(model))
        if (late.has((after as Commitment).statement!)) expect((after as Commitment).adoption).not.toBe('adopted');
        else if (event.type === 'CommitmentAccepted') expect([...late]).not.toContain(event.data.statement);
    }));

  it('marks nothing as said after signatures that no longer stand', () =>
    holds((model) => {
      for (const [stream, entries] of model.streams) {
        const { inEffect, statements } = last(entries).after as Session;
        if (categoryOf(stream) !== 'session' || inEffect) continue;
        const standing = valuesOf(statements).filter(({ annulled }) => !annulled);
        expect(standing.map(({ fact }) => fact.data.learnedLate)).not.toContain('afterSignature');
      }
    }));

  it('numbers its statements and its commitments without a gap', () =>
    holds((model) => {
      for (const [stream, entries] of model.streams) {
        if (categoryOf(stream) !== 'session') continue;
        const id = entries[0]!.id;
        const said = entries.flatMap(({ event }) => (isStatement(event) ? [event] : []));
        expect(said.map(({ data }) => data.statementId)).toEqual(said.map((_, n) => `${id}.s${n + 1}`));
        const own = said
          .flatMap(({ data }) => ('undertakings' in data ? data.undertakings : []))
          .map(({ commitmentId }) => commitmentId)
          .filter((it) => sessionOf(it) === id);
        expect([...new Set(own)]).toEqual([...new Set(own)].map((_, n) => `${id}.c${n + 1}`));
      }
    }));
});

describe('The ledger, whatever is written into it,', () => {
  it('keeps every event byte for byte, corrected events too', () =>
    holds((model) => {
      for (const { event, bytes } of model.log) expect(JSON.stringify(event)).toBe(bytes);
      for (const { event, id } of model.log)
        if (event.type === 'RecordCorrected')
          expect(sessionEntries(model, id).some((it) => it.event.id === event.data.eventId)).toBe(true);
    }));

  it('shows at every position what it knew then, and nothing that came later', () =>
    holds((model) => {
      for (const [stream, entries] of model.streams) {
        const { initial, evolve } = deciders[categoryOf(stream) as keyof typeof deciders];
        let state = initial;
        for (const { bytes, seen } of entries) {
          state = evolve(state, JSON.parse(bytes) as LedgerEvent);
          expect(JSON.stringify(state)).toBe(seen);
        }
      }
    }));

  it('stores only what fits the schemas', () => holds((model) => expect(model.unfit).toEqual([])));

  it('answers a repeated command as it did the first time', () =>
    holds((model) => expect(model.forgotten).toEqual([])));

  // What can be said or reported again is a new fact each time; everything else is already so, or refused.
  const newFactEachTime = [
    'AgreeAgenda',
    'AssessProgress',
    'CommentMinutes',
    'DefineMilestone',
    'FixNextSession',
    'IssueReminder',
    'RecordStatements',
    'ReportProgress',
  ];
  it('records nothing new when the same command comes under another id', () =>
    holds((model) => expect([...model.repeated].filter((type) => !newFactEachTime.includes(type))).toEqual([])));

  it('is not changed when the policy handles its last event again', () =>
    eachHolds(sample.slice(0, RUNS), (all) => {
      const model = new Model();
      begin(model, 'aa');
      for (const move of all) {
        perform(model, 'aa', move);
        if (move.what !== 'carry') continue;
        const { length } = model.log;
        model.repeat('aa', 1);
        expect(model.log.slice(length).map(({ event }) => event.type)).toEqual([]);
      }
    }));

  it('is not changed when the policy runs again from the start, although much has changed since', () =>
    eachHolds(sample.slice(-RUNS), (all) => {
      const model = result(all);
      const { length } = model.log;
      model.repeat('aa');
      expect(model.log.slice(length).map(({ event }) => event.type)).toEqual([]);
    }));

  it('comes to the same end in whatever order two forums do their work', () =>
    eachHolds(sampled(RUNS / 2, mixedMoves), (all) => {
      const [a, b] = ['aa', 'bb'].map((forum) => all.filter((it) => (it.forum ?? 'aa') === forum));
      const inTurn = history(history(new Model(), 'aa', a!), 'bb', b!);
      const mixed = new Model();
      begin(mixed, 'bb');
      begin(mixed, 'aa');
      for (const { forum = 'aa', ...move } of all) perform(mixed, forum, move);
      mixed.carry('bb');
      mixed.carry('aa');
      for (const forum of ['aa', 'bb']) expect(told(mixed, forum)).toEqual(told(inTurn, forum));
    }));
  const mixedMoves = fc
    .tuple(moves(100), fc.infiniteStream(fc.constantFrom('aa', 'bb')))
    .map(([all, forums]) => all.map((move) => ({ ...move, forum: forums.next().value })));
  const told = (model: Model, forum: string) =>
    Object.fromEntries(
      [...model.streams]
        .filter(([, [first]]) => [forum, above(forum)].includes(forumOf(first!.id)))
        .map(([stream, entries]) => [
          stream,
          entries.map(({ event: { id, type, data }, seen }: Entry) => ({ id, type, data, seen })),
        ]),
    );
});

describe('The random histories', () => {
  const deep = fc
    .sample(moves(), { numRuns: 100, seed: 2022 })
    .map((all) => readAtLast(history(new Model(), 'aa', all), 'aa'));
  const times = (found: string[]) => {
    const counts = new Map<string, number>();
    for (const one of found) counts.set(one, (counts.get(one) ?? 0) + 1);
    return counts;
  };
  const types = times(deep.flatMap(({ log }) => log.map(({ event }) => event.type)));
  const statuses = times(
    deep.flatMap((model) => commitmentEntries(model).map((it) => statusOf(it.after as Commitment))),
  );

  it.each(Object.keys(catalogue))('reach %s', (type) => expect(types.get(type)).toBeGreaterThan(0));
  it.each([
    ...['proposed', 'notAdopted', 'notStarted', 'inProgress', 'onHold', 'reportedComplete', 'completed'],
    ...['superseded', 'withdrawn', 'lapsed', 'referred'],
  ])('reach the status %s', (status) => expect(statuses.get(status)).toBeGreaterThan(0));

  it('reach a due date that both sides consented to', () => {
    const agreed = deep.flatMap(({ log }) => log.filter(({ event }) => 'byBothSides' in event.data));
    expect(agreed.length).toBeGreaterThan(0);
  });

  it('reach a correction of what a signed text changes, with its effect', () => {
    const corrections = deep.flatMap(({ log }) =>
      log.filter(({ event }) => event.type === 'RecordCorrected' && event.data.field === 'changes'),
    );
    const causes = new Set(corrections.map(({ event }) => event.id));
    const effects = deep.flatMap((model) => commitmentEntries(model).filter(({ cause }) => causes.has(cause ?? '')));
    expect(effects.map(({ event }) => event.type)).toContain('EntryCorrected');
  });

  it('reach what was said while a mistaken signature stood, and what it then did', () => {
    const counted = deep.flatMap(({ log }) =>
      log.filter(({ event }) => event.type === 'RecordCorrected' && event.data.counts),
    );
    const causes = new Set(counted.map(({ event }) => event.id));
    const effects = deep.flatMap((model) => commitmentEntries(model).filter(({ cause }) => causes.has(cause ?? '')));
    const kinds = effects.map(({ event }) => event.type);
    expect(kinds).toEqual(expect.arrayContaining(['EffectTakenBack', 'CommitmentAccepted']));
  });

  // SHOW_HISTORIES=1 npm test -- histories: how often each was reached, the rarest first.
  afterAll(() => {
    const rarest = (counts: Map<string, number>) => Object.fromEntries([...counts].sort(([, a], [, b]) => a - b));
    if (process.env.SHOW_HISTORIES === '1')
      process.stdout.write(`${JSON.stringify({ types: rarest(types), statuses: rarest(statuses) }, null, 1)}\n`);
  });
});
