import { describe, expect, it } from '@jest/globals';
import type { StatementEvent } from '@jwg/domain';
import { undertaking, undertakings } from '../testing/frame.js';
import { History } from '../testing/history.js';
import type { WhatTheSessionDid } from '../events/statement-kinds.js';
import { matrix } from './matrix.js';

const grid = async (history: History) => {
  const { commitments } = (await matrix(history.asked(), 'st'))!;
  return Object.fromEntries(
    commitments.map(({ id, cells }) => [id, cells.map(({ did, status }) => [did.join(' '), status])]),
  );
};

const decided = () =>
  new History()
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1') }));
const review =
  (outcome: string, more: object = {}) =>
  (s: History) =>
    s.append('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: outcome as 'withdrawn', ...more });
const refersTo = ['st.1.c1'];

describe('the matrix', () => {
  it('shows for a session that was recorded years later nothing that happened in those years', async () => {
    const history = new History()
      .forum()
      .on('2022-04-20')
      .session('st.2', (s) => s.append('st.2', 'DecisionTaken', { undertakings: undertakings('st.2.c1') }))
      .on('2019-05-01');
    history.append('st.0.c1', 'CommitmentRegistered', {});
    history.on('2021-03-01').append('st.0.c1', 'WorkStarted', { cause: 'Ground broken' });
    history.on('2020-11-06').session('st.1', (s) => s.append('st.1', 'MatterNoted', { refersTo: ['st.0.c1'] }));
    const { commitments } = (await matrix(history.asked('2023-01-01'), 'st'))!;
    const cells = commitments.find(({ id }) => id === 'st.0.c1')!.cells.map(({ session, status }) => [session, status]);
    expect(cells).toEqual([
      ['st.1', 'notStarted'],
      ['st.2', 'inProgress'],
    ]);
  });

  it('has exactly the documented fields, ordered by session number and by id', async () => {
    const history = new History()
      .forum()
      .on('2022-04-20')
      .session('st.2', (s) => s.append('st.2', 'DecisionTaken', { undertakings: undertakings('st.2.c10', 'st.2.c9') }))
      .session('st.10')
      .append('st.11', 'SessionScheduled', {});
    const answer = (await matrix(history.asked(), 'st'))!;
    expect(Object.keys(answer)).toEqual(['forum', 'position', 'on', 'sessions', 'commitments', 'total']);
    expect(answer.position).toBe(history.at());
    expect(answer.sessions).toEqual([
      {
        id: 'st.2',
        forum: 'st',
        ordinal: 2,
        number: 2,
        openedOn: '2022-04-20',
        concludedOn: '2022-04-20',
        mode: 'virtual',
        phase: 'concluded',
        signed: false,
        signatures: [],
        closedAt: 10,
        known: true,
      },
      expect.objectContaining({ id: 'st.10', closedAt: 13, known: false }),
    ]);
    expect(answer.commitments.map(({ id }) => id)).toEqual(['st.2.c9', 'st.2.c10']);
    expect(answer.commitments[0]).toEqual({
      id: 'st.2.c9',
      forum: 'st',
      title: 'The matter st.2.c9',
      kind: 'jointProject',
      lead: ['pk-most'],
      support: ['cn-most'],
      adoption: 'provisional',
      implementation: 'notStarted',
      disposition: 'open',
      status: 'notStarted',
      flags: ['silent(1)', 'undated', 'unsigned'],
      dueMoves: 0,
      carriedOver: 0,
      silentSessions: 1,
      firstSession: 'st.2',
      cells: [
        {
          session: 'st.2',
          did: ['introduced'],
          statements: ['st.2.s1'],
          status: 'notStarted',
          adoption: 'provisional',
        },
        { session: 'st.10', did: [], status: 'notStarted', adoption: 'provisional' },
      ],
      since: [],
    });
  });

  it('is undefined for a forum that was never established', async () => {
    expect(await matrix(new History().forum().asked(), 'nowhere')).toBeUndefined();
  });

  it('gives no status before a commitment was introduced', async () => {
    const history = decided()
      .on('2022-04-20')
      .session('st.2', (s) => s.append('st.2', 'DecisionTaken', { undertakings: undertakings('st.2.c1') }));
    expect(await grid(history)).toEqual({
      'st.1.c1': [
        ['introduced', 'notStarted'],
        ['', 'notStarted'],
      ],
      'st.2.c1': [
        ['', null],
        ['introduced', 'notStarted'],
      ],
    });
  });

  it('gives a legacy commitment no status before it was first known', async () => {
    const history = new History().forum().on('2020-11-06').session('st.1').on('2022-04-20');
    history.append('st.0.c1', 'CommitmentRegistered', {});
    history.session('st.2', (s) => s.append('st.2', 'AchievementAcknowledged', { refersTo: ['st.0.c1'] }));
    expect(await grid(history)).toEqual({
      'st.0.c1': [
        ['', null],
        ['acknowledged', 'notStarted'],
      ],
    });
  });

  const evaluative: [StatementEvent['type'], WhatTheSessionDid][] = [
    ['ProgressAppreciated', 'appreciated'],
    ['OutcomeCommended', 'commended'],
    ['AchievementAcknowledged', 'acknowledged'],
    ['ConcernExpressed', 'concern'],
    ['MatterNoted', 'noted'],
    ['HopeExpressed', 'hoped'],
    ['PositionReaffirmed', 'reaffirmed'],
  ];
  it.each(evaluative)('shows %s as %s and leaves the status alone', async (type, did) => {
    const history = decided()
      .on('2022-04-20')
      .session('st.2', (s) => s.append('st.2', type as 'MatterNoted', { refersTo }));
    expect((await grid(history))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      [did, 'notStarted'],
    ]);
  });

  const due = { date: '2023-12-31' };
  const operative: [WhatTheSessionDid, string, (s: History) => History, ((s: History) => History)?][] = [
    ['started', 'inProgress', (s) => s.append('st.2', 'ProjectInitiated', { starts: refersTo, refersTo })],
    [
      'completionReported',
      'reportedComplete',
      (s) => s.append('st.2', 'BodyEstablished', { body: { en: 'A centre' }, fulfils: 'st.1.c1' }),
    ],
    ['referred', 'referred', review('referred', { toForum: 'jcc' })],
    [
      'recommended',
      'referred',
      (s) => s.append('st.2', 'RecommendationMade', { toForum: 'jcc', commitments: refersTo }),
    ],
    ['dateRevised', 'notStarted', review('dateRevised', { due, reason: 'Floods' })],
    ['deferred', 'notStarted', review('deferred', { due })],
    ['carriedOver', 'notStarted', review('carriedOver', { toSession: 'st.3' })],
    ['superseded', 'superseded', review('superseded', { by: ['st.1.c2'] })],
    ['withdrawn', 'withdrawn', review('withdrawn', { reason: 'No need' })],
    ['lapsed', 'lapsed', review('lapsed', { reason: 'Two years' })],
    ['waits', 'notStarted', review('completionConfirmed')],
    ['refused', 'notStarted', review('reopened', { reason: 'Not finished' })],
    ['mentioned', 'notStarted', (s) => s.append('st.2', 'DecisionTaken', { undertakings: [], refersTo })],
    [
      'reservation',
      'notStarted',
      (s) => s.append('st.2', 'StatementInsertedBySide', { refersTo, speaker: { kind: 'side', side: 'PK' } }),
    ],
  ];
  it.each(operative)('shows %s, and the status %s that the session left', async (did, status, say) => {
    const history = new History()
      .forum()
      .on('2020-11-06')
      .session('st.1', (s) => s.append('st.1', 'DecisionTaken', { undertakings: undertakings('st.1.c1', 'st.1.c2') }))
      .on('2022-04-20')
      .session('st.2', say);
    expect((await grid(history))['st.1.c1']![1]).toEqual([did, status]);
  });

  it('shows whether a report of completion was accepted', async () => {
    const history = decided().bothSign('st.1', { adopts: ['st.1.c1'] });
    const report = () =>
      history.append('st.1.c1', 'CompletionReported', {
        by: { side: 'PK' },
        completedOn: '2021',
        evidence: [{ reference: 'A photograph' }],
      });
    report();
    history.session('st.2', review('completionNotAccepted', { reason: 'No road' }));
    report();
    const say = (session: string, outcome: 'completionConfirmed' | 'reopened') => (s: History) =>
      s.append(session, 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome, reason: 'Seen' });
    history.session('st.3', say('st.3', 'completionConfirmed')).session('st.4', say('st.4', 'reopened'));
    expect((await grid(history))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      ['completionNotAccepted', 'inProgress'],
      ['completed', 'completed'],
      ['reopened', 'inProgress'],
    ]);
  });

  it('shows a referral returned', async () => {
    const history = decided()
      .session('st.2', review('referred', { toForum: 'jcc' }))
      .session('st.3', (s) =>
        s.append('st.3', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'referralReturned' }),
      );
    expect((await grid(history))['st.1.c1']!.slice(1)).toEqual([
      ['referred', 'referred'],
      ['referralReturned', 'notStarted'],
    ]);
  });

  it('shows what is proposed, requested and directed, and how each was answered', async () => {
    const speaker = { kind: 'side', side: 'PK' } as const;
    const other = { kind: 'side', side: 'CN' } as const;
    const history = new History()
      .forum()
      .on('2022-04-20')
      .session('st.1', (s) =>
        s
          .append('st.1', 'ProposalMade', { speaker, undertakings: [1, 2, 3].map((n) => undertaking(`st.1.c${n}`)) })
          .append('st.1', 'RequestMade', { speaker, addressee: { side: 'CN' }, undertakings: [undertaking('st.1.c4')] })
          .append('st.1', 'DirectionGiven', { speaker, undertakings: [undertaking('st.1.c5')] })
          // Taken up in the same statement: only the effect shows that it was a proposal.
          .append('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c3')] }),
      )
      .session('st.2', (s) =>
        s
          .append('st.2', 'ProposalAccepted', { speaker: other, commitments: ['st.1.c4'] })
          .append('st.2', 'ProposalDeclined', { speaker: other, commitments: ['st.1.c1'], reason: 'Cost' })
          .append('st.2', 'ProposalWithdrawn', { speaker, commitments: ['st.1.c2'], reason: 'Cost' }),
      );
    expect(await grid(history)).toEqual({
      'st.1.c1': [
        ['proposed', 'proposed'],
        ['declined', 'notAdopted'],
      ],
      'st.1.c2': [
        ['proposed', 'proposed'],
        ['withdrawn', 'notAdopted'],
      ],
      'st.1.c3': [
        ['proposed accepted', 'notStarted'],
        ['', 'notStarted'],
      ],
      'st.1.c4': [
        ['requested', 'proposed'],
        ['accepted', 'notStarted'],
      ],
      'st.1.c5': [
        ['directed', 'notStarted'],
        ['', 'notStarted'],
      ],
    });
  });

  it('leaves out what an annulled statement said', async () => {
    const history = decided().session('st.2', (s) => s.append('st.2', 'ConcernExpressed', { refersTo }));
    const { id: eventId } = history.events.find(({ type }) => type === 'ConcernExpressed')!;
    history.append('st.2', 'RecordAnnulled', {
      eventId,
      statementId: 'st.2.s1',
      reason: 'Never said',
      commitments: [],
    });
    expect((await grid(history))['st.1.c1']![1]).toEqual(['', 'notStarted']);
  });

  it('closes a session when its statements have taken effect, not when its minutes are signed', async () => {
    const history = decided()
      .append('st.2', 'SessionScheduled', {})
      .append('st.2', 'SessionOpened', {})
      .append('st.2', 'ProjectInitiated', { starts: refersTo })
      .append('st.2', 'SessionConcluded', {});
    history.append('st', 'ForumMarkedDormant', { reason: 'Between the sitting and its effects' }).carryIntoEffect();
    history.append('st.1', 'MinutesDrafted', { statementIds: [] });
    history.bothSign('st.1', { adopts: [], omits: [{ commitmentId: 'st.1.c1', statementId: 'st.1.s1' }] });
    expect((await grid(history))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      ['started', 'inProgress'],
    ]);
    expect((await matrix(history.asked(), 'st'))!.commitments[0]!.status).toBe('notAdopted');
  });

  it('closes a session that was recorded late when its record was complete, and later sessions no earlier', async () => {
    const history = decided().session('st.3', (s) =>
      s.append('st.3', 'DecisionTaken', { undertakings: undertakings('st.3.c1') }),
    );
    history.append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    history.session('st.2', (s) => s.append('st.2', 'MatterNoted', { refersTo }));
    expect(await grid(history)).toEqual({
      'st.1.c1': [
        ['introduced', 'notStarted'],
        ['noted', 'inProgress'],
        ['', 'inProgress'],
      ],
      'st.3.c1': [
        ['', null],
        ['', null],
        ['introduced', 'notStarted'],
      ],
    });
  });

  it('does not show refused where a signed text could not undo a commitment', async () => {
    const history = decided()
      .append('st.1', 'MinutesDrafted', { statementIds: ['st.1.s1'] })
      .bothSign('st.1', { adopts: ['st.1.c1'] });
    history.session('st.2').append('st.2', 'MinutesDrafted', { statementIds: [] });
    history.bothSign('st.2', { adopts: [], omits: [{ commitmentId: 'st.1.c1', statementId: 'st.1.s1' }] });
    expect(history.events.at(-1)!.type).toBe('EffectNotApplied');
    expect((await grid(history))['st.1.c1']![0]).toEqual(['introduced', 'notStarted']);
  });

  it('has a session whose day is unknown, with the day by which it had been held', async () => {
    const history = decided().on('2022-10-14').append('st.2', 'SessionScheduled', {});
    history.append('st.2', 'SessionHeld', { heldNotAfter: '2022-10-14', coChairs: [], delegations: [] });
    history.append('st.2', 'ProgressAppreciated', { refersTo: ['st.1.c1'] });
    const { sessions } = (await matrix(history.asked(), 'st'))!;
    expect(sessions.at(-1)).toEqual(expect.objectContaining({ id: 'st.2', heldNotAfter: '2022-10-14', signed: false }));
    expect(sessions.at(-1)).not.toHaveProperty('openedOn');
    expect((await grid(history))['st.1.c1']![1]).toEqual(['appreciated', 'notStarted']);
  });

  it('shows the current status for a session that is still open', async () => {
    const history = decided().append('st.2', 'SessionScheduled', {}).append('st.2', 'SessionOpened', {});
    history.append('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    expect((await grid(history))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      ['', 'inProgress'],
    ]);
  });

  it('keeps a mention of a commitment that is registered later', async () => {
    const history = new History()
      .forum()
      .session('st.1', (s) => s.append('st.1', 'MatterNoted', { refersTo: ['st.0.c1'] }));
    expect(await grid(history)).toEqual({});
    history.append('st.0.c1', 'CommitmentRegistered', {});
    expect(await grid(history)).toEqual({ 'st.0.c1': [['noted', null]] });
  });
});
