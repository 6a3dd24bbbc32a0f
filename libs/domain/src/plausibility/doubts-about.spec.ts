import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { LedgerEvent } from '../catalogue.js';
import { initial as noForum } from '../forum/state.js';
import { context, policy, recorder, sample, samples, storedSample } from '../samples.js';
import { initial as noSession, type Session } from '../session/state.js';
import { doubtCodes, doubts, Implausible } from './doubt.js';
import { acceptedDoubts, doubtsAbout } from './doubts-about.js';

const page = readFileSync('docs/reference/doubts.md', 'utf8');

type Type = LedgerEvent['type'];
const event = (type: Type, data: object = {}) => ({ type, data: { ...samples[type], ...data } }) as LedgerEvent;
const met = (openedOn = '2022-04-20'): Session => ({ ...noSession, id: 'cpec-jwg-st.2', phase: 'open', openedOn });
type More = NonNullable<Parameters<typeof context>[1]>;
const clerk = (more: More = {}) => context(recorder, { now: '2024-06-01T00:00:00.000Z', ...more });
const found = (it: LedgerEvent, state: unknown = met(), more: More = {}) =>
  doubtsAbout(it, state, clerk(more)).map(({ code, field }) => [code, field]);

const undertaking = samples.DecisionTaken.undertakings[0]!;
const dueBy = (date: string) => ({ undertakings: [{ ...undertaking, due: { date } }] });
const heldOn = (id: string, state: Partial<Session>) => ({ sessions: { [id]: state } });
const inSession = { occurredAt: { value: '2022-04-20', precision: 'session' } } as const;
const on = (value: string) => ({ occurredAt: { value, precision: 'day' } }) as const;
/** A history in which these entries happened when it says so. */
const history = (...entries: [Type, object, object][]) => ({
  history: entries.map(([type, data, metadata], n) => {
    const it = storedSample(type, data as never, n);
    return { ...it, metadata: { ...(it.metadata as object), ...metadata } };
  }),
});
const registered: [Type, object, object] = ['CommitmentRegistered', {}, inSession];

describe('What is implausible about an entry', () => {
  it.each<[string, string, LedgerEvent, unknown, More, string]>([
    ['YEAR_BEFORE_1900', 'a year of one digit', event('SessionOpened', { openedOn: '0009' }), met(), {}, '/openedOn'],
    [
      'YEAR_BEFORE_1900',
      'a day of signing in the year 22',
      event('MinutesSignedBySide', { signedOn: '0022-05-01' }),
      met(),
      {},
      '/signedOn',
    ],
    [
      'YEAR_BEFORE_1900',
      'a time before there was such a body',
      event('WorkStarted'),
      {},
      { occurredAt: '0201-01-01' },
      '/provenance/occurredAt',
    ],
    [
      'DUE_BEFORE_THE_SESSION',
      'an undertaking due before the session',
      event('DecisionTaken', dueBy('2012-12-31')),
      met(),
      {},
      '/undertakings/0/due/date',
    ],
    [
      'DUE_BEFORE_THE_SESSION',
      'an item put off to a day before the session',
      event('CommitmentReviewed', { outcome: 'deferred', due: { date: '2021' } }),
      met(),
      {},
      '/due/date',
    ],
    [
      'DUE_BEFORE_THE_SESSION',
      'a due date before the commitment was brought up',
      event('DueDateSet', { due: { date: '2022-03' } }),
      {},
      history(registered),
      '/due/date',
    ],
    [
      'DUE_BEFORE_THE_SESSION',
      'a consent to such a date',
      event('ConsentGiven', { to: 'reviseDueDate', due: { date: '2012' } }),
      {},
      history(registered),
      '/to/date',
    ],
    [
      'DUE_BEFORE_THE_SESSION',
      'an old commitment due before anybody spoke of it',
      event('CommitmentRegistered', { due: { date: '2011' }, legacy: true }),
      {},
      { occurredAt: '2016' },
      '/due/date',
    ],
    [
      'OVER_30_YEARS_AHEAD',
      'an undertaking due in the next century',
      event('UndertakingAgreed', dueBy('2202-12-31')),
      met(),
      {},
      '/undertakings/0/due/date',
    ],
    [
      'OVER_30_YEARS_AHEAD',
      'a session planned for another age',
      event('SessionScheduled', { plannedOn: '2222' }),
      noSession,
      {},
      '/plannedOn',
    ],
    [
      'COMPLETED_BEFORE_BEGUN',
      'a completion before work began',
      event('CompletionReported', { completedOn: '2022-10-01' }),
      {},
      history(registered, ['WorkStarted', {}, on('2022-11-01')]),
      '/completedOn',
    ],
    [
      'COMPLETED_BEFORE_BEGUN',
      'a completion before anybody spoke of it',
      event('CompletionReported', { completedOn: '2021' }),
      {},
      history(registered),
      '/completedOn',
    ],
    [
      'COMPLETED_BEFORE_BEGUN',
      'a milestone before anybody spoke of it',
      event('MilestoneReached', { on: '2021' }),
      {},
      history(registered),
      '/on',
    ],
    [
      'PERCENT_FELL',
      'less than the same party reported before',
      event('ProgressReported', { percent: 5 }),
      {},
      history(registered, ['ProgressReported', { percent: 58 }, {}]),
      '/percent',
    ],
    [
      'SESSIONS_OUT_OF_ORDER',
      'a session held before the one with the lower number',
      event('SessionOpened', { openedOn: '2020-10-01' }),
      met(),
      heldOn('cpec-jwg-st.1', { openedOn: '2020-11-06' }),
      '/openedOn',
    ],
    [
      'SESSIONS_OUT_OF_ORDER',
      'a session held after one with a higher number',
      event('SessionOpened'),
      met(),
      heldOn('cpec-jwg-st.4', { heldNotAfter: '2021' }),
      '/openedOn',
    ],
    [
      'SESSIONS_OUT_OF_ORDER',
      'a sitting before the one with the lower number in another forum that counts it',
      event('SessionOpened'),
      { ...met(), numbers: { 'cpec-jcc': 6 } },
      heldOn('cpec-jcc.5', { openedOn: '2023-01-01' }),
      '/openedOn',
    ],
    [
      'SESSIONS_OUT_OF_ORDER',
      'a next session before this one',
      event('NextSessionFixed', { plannedOn: '2021' }),
      met(),
      {},
      '/plannedOn',
    ],
    [
      'SESSION_OVER_A_MONTH',
      'a session that lasts a year',
      event('SessionConcluded', { concludedOn: '2023-04-20' }),
      met(),
      {},
      '/concludedOn',
    ],
    [
      'SESSION_BEFORE_ITS_FORUM',
      'a session before its forum was established',
      event('SessionOpened'),
      met(),
      { forum: { ...noForum, established: true, establishedOn: '2022-05' } },
      '/openedOn',
    ],
    [
      'UNLISTED_VERB',
      'a verb that nobody knows',
      event('MatterNoted', { verb: { word: 'mumbled', language: 'en' } }),
      met(),
      {},
      '/verb/word',
    ],
    [
      'VERB_OF_ANOTHER_KIND',
      'a verb that makes another kind of statement',
      event('DecisionTaken', { verb: { word: 'welcomed', language: 'en' } }),
      met(),
      {},
      '/verb/word',
    ],
    [
      'DUE_BEFORE_THE_SESSION',
      'a correction to what would be doubted',
      event('RecordCorrected', {
        eventId: storedSample('DecisionTaken').id,
        field: 'undertakings',
        new: dueBy('2012').undertakings,
      }),
      met(),
      { history: [storedSample('DecisionTaken')] },
      '/new/0/due/date',
    ],
  ])('%s: %s', (code, _, it, state, more, field) => {
    expect(found(it, state, more)).toEqual([[code, field]]);
  });

  it.each<[string, LedgerEvent, More]>([
    ['a due date in the month of the session', event('DecisionTaken', dueBy('2022-04')), {}],
    ['a due date 30 years later', event('DecisionTaken', dueBy('2052-04-20')), {}],
    [
      'a completion when nobody said when work began',
      event('CompletionReported', { completedOn: '2022-05' }),
      history(registered, ['WorkStarted', {}, {}]),
    ],
    [
      'less than the other side reported',
      event('ProgressReported', { percent: 5 }),
      history(registered, ['ProgressReported', { percent: 58, side: 'CN', institution: 'cn-most' }, {}]),
    ],
    [
      'less than one side reported for itself alone',
      event('ProgressReported', { percent: 5 }),
      history(registered, ['ProgressReported', { percent: 58 }, { visibility: 'sideInternal' }]),
    ],
    ['a verb that makes this kind', event('MatterNoted', { verb: { word: '听取', language: 'zh' } }), {}],
  ])('is nothing where it is plausible: %s', (_, it, more) => {
    expect(found(it, met(), more)).toEqual([]);
  });

  it('is nothing in any sample, which real records have', () => {
    const doubtful = Object.keys(samples).filter((type) => found(sample(type as Type), met()).length > 0);
    expect(doubtful).toEqual([]);
  });
});

describe('A decision', () => {
  const events = [event('DecisionTaken', dueBy('2012')), event('DecisionTaken', dueBy('2222'))] as const;
  const accepted = (confirmed: string[], actor = recorder) =>
    acceptedDoubts(events, (state: Session) => state, { state: met(), context: context(actor), confirmed });

  it('is accepted when each of its doubts is confirmed, and keeps them', () => {
    expect(accepted(['OVER_30_YEARS_AHEAD', 'DUE_BEFORE_THE_SESSION'])).toEqual([
      'DUE_BEFORE_THE_SESSION',
      'OVER_30_YEARS_AHEAD',
    ]);
  });

  it('is asked back, with every doubt, when one is not', () => {
    const refused = () => accepted(['OVER_30_YEARS_AHEAD']);
    expect(refused).toThrow(Implausible);
    expect(refused).toThrow(/is 2012.*is 2222/);
  });

  it('is not doubted again where a policy carries out what was accepted', () => {
    expect(accepted([], policy)).toEqual([]);
  });
});

describe('The reference of doubts', () => {
  const rows = [...page.matchAll(/^\| `([A-Z0-9_]+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)];

  it('has every doubt with its way out', () => {
    expect(rows.map(([, code, , wayOut]) => [code, wayOut])).toEqual(doubtCodes.map((it) => [it, doubts[it]]));
  });
});
