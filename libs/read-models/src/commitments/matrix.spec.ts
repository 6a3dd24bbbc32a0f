import { describe, expect, it } from '@jest/globals';
import { Story, undertaking } from '../testing/story.js';
import type { Did } from '../verbs.js';
import { matrix } from './matrix.js';

const grid = async (story: Story) => {
  const { commitments } = (await matrix(story.asked(), 'st'))!;
  return Object.fromEntries(
    commitments.map(({ id, cells }) => [id, cells.map(({ did, status }) => [did.join(' '), status])]),
  );
};

const decided = () =>
  new Story()
    .forum()
    .on('2020-11-06')
    .session('st.1', (s) => s.decides('st.1', 'st.1.c1'));
const review =
  (outcome: string, more: object = {}) =>
  (s: Story) =>
    s.says('st.2', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: outcome as 'withdrawn', ...more });
const refersTo = ['st.1.c1'];

describe('the matrix', () => {
  it('shows in a session that is recorded years later nothing of those years', async () => {
    const story = new Story()
      .forum()
      .on('2022-04-20')
      .session('st.2', (s) => s.decides('st.2', 'st.2.c1'))
      .happened('2019-05-01');
    const legacy = undertaking('st.0.c1', { lead: ['pk-most'] });
    story.add('commitment-st.0.c1', 'CommitmentRegistered', {
      ...legacy,
      forum: 'st',
      adoption: 'provisional',
      legacy: true,
    });
    story.happened('2021-03-01').happens('st.0.c1', 'WorkStarted', { cause: 'Ground broken' });
    story.on('2020-11-06').session('st.1', (s) => s.says('st.1', 'MatterNoted', { refersTo: ['st.0.c1'] }));
    const { commitments } = (await matrix(story.asked('2023-01-01'), 'st'))!;
    const cells = commitments.find(({ id }) => id === 'st.0.c1')!.cells.map(({ session, status }) => [session, status]);
    expect(cells).toEqual([
      ['st.1', 'notStarted'],
      ['st.2', 'inProgress'],
    ]);
  });

  it('has exactly the fields that it promises, in the order of ordinals and of ids', async () => {
    const story = new Story()
      .forum()
      .on('2022-04-20')
      .session('st.2', (s) => s.decides('st.2', 'st.2.c10', 'st.2.c9'))
      .session('st.10')
      .add('session-st.11', 'SessionScheduled', {
        forum: 'st',
        ordinal: 11,
        label: 'regular',
        mode: 'virtual',
        alsoServes: [],
      });
    const answer = (await matrix(story.asked(), 'st'))!;
    expect(Object.keys(answer)).toEqual(['forum', 'position', 'sessions', 'commitments']);
    expect(answer.position).toBe(story.at());
    expect(answer.sessions).toEqual([
      { id: 'st.2', ordinal: 2, openedOn: '2022-04-20', mode: 'virtual', signed: false },
      { id: 'st.10', ordinal: 10, openedOn: '2022-04-20', mode: 'virtual', signed: false },
    ]);
    expect(answer.commitments.map(({ id }) => id)).toEqual(['st.2.c9', 'st.2.c10']);
    expect(answer.commitments[0]).toEqual({
      id: 'st.2.c9',
      title: 'The matter st.2.c9',
      kind: 'jointProject',
      adoption: 'provisional',
      implementation: 'notStarted',
      disposition: 'open',
      status: 'notStarted',
      flags: ['silent(1)', 'undated', 'unsigned'],
      cells: [
        { session: 'st.2', did: ['introduced'], status: 'notStarted' },
        { session: 'st.10', did: [], status: 'notStarted' },
      ],
    });
  });

  it('is undefined for a forum that was never established', async () => {
    expect(await matrix(new Story().forum().asked(), 'nowhere')).toBeUndefined();
  });

  it('gives no status before a commitment was introduced', async () => {
    const story = decided()
      .on('2022-04-20')
      .session('st.2', (s) => s.decides('st.2', 'st.2.c1'));
    expect(await grid(story)).toEqual({
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
    const story = new Story().forum().on('2020-11-06').session('st.1').on('2022-04-20');
    story.happens('st.0.c1', 'CommitmentRegistered', {
      ...undertaking('st.0.c1'),
      forum: 'st',
      adoption: 'provisional',
      legacy: true,
    });
    story.session('st.2', (s) => s.says('st.2', 'AchievementAcknowledged', { refersTo: ['st.0.c1'] }));
    expect(await grid(story)).toEqual({
      'st.0.c1': [
        ['', null],
        ['acknowledged', 'notStarted'],
      ],
    });
  });

  const evaluative: [Parameters<Story['says']>[1], Did][] = [
    ['ProgressAppreciated', 'appreciated'],
    ['OutcomeCommended', 'commended'],
    ['AchievementAcknowledged', 'acknowledged'],
    ['ConcernExpressed', 'concern'],
    ['MatterNoted', 'noted'],
    ['HopeExpressed', 'hoped'],
    ['PositionReaffirmed', 'reaffirmed'],
  ];
  it.each(evaluative)('shows %s as %s and leaves the status alone', async (type, did) => {
    const story = decided()
      .on('2022-04-20')
      .session('st.2', (s) => s.says('st.2', type as 'MatterNoted', { refersTo }));
    expect((await grid(story))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      [did, 'notStarted'],
    ]);
  });

  const due = { date: '2023-12-31' };
  const operative: [Did, string, (s: Story) => Story, ((s: Story) => Story)?][] = [
    ['started', 'inProgress', (s) => s.says('st.2', 'ProjectInitiated', { starts: refersTo, refersTo })],
    [
      'completionReported',
      'reportedComplete',
      (s) => s.says('st.2', 'BodyEstablished', { body: { en: 'A centre' }, fulfils: 'st.1.c1' }),
    ],
    ['referred', 'referred', review('referred', { toForum: 'jcc' })],
    ['recommended', 'referred', (s) => s.says('st.2', 'RecommendationMade', { toForum: 'jcc', commitments: refersTo })],
    ['dateRevised', 'notStarted', review('dateRevised', { due, reason: 'Floods' })],
    ['deferred', 'notStarted', review('deferred', { due })],
    ['carriedOver', 'notStarted', review('carriedOver', { toSession: 'st.3' })],
    ['superseded', 'superseded', review('superseded', { by: ['st.1.c2'] })],
    ['withdrawn', 'withdrawn', review('withdrawn', { reason: 'No need' })],
    ['lapsed', 'lapsed', review('lapsed', { reason: 'Two years' })],
    ['refused', 'notStarted', review('completionConfirmed')],
    ['mentioned', 'notStarted', (s) => s.says('st.2', 'DecisionTaken', { undertakings: [], refersTo })],
    [
      'reservation',
      'notStarted',
      (s) => s.says('st.2', 'StatementInsertedBySide', { refersTo, speaker: { kind: 'side', side: 'PK' } }),
    ],
  ];
  it.each(operative)('shows %s, and the status %s that the session left', async (did, status, say) => {
    const story = new Story()
      .forum()
      .on('2020-11-06')
      .session('st.1', (s) => s.decides('st.1', 'st.1.c1', 'st.1.c2'))
      .on('2022-04-20')
      .session('st.2', say);
    expect((await grid(story))['st.1.c1']![1]).toEqual([did, status]);
  });

  it('shows what came of a report of completion', async () => {
    const story = decided().signed('st.1', 1, ['st.1.c1']);
    const report = () =>
      story.happens('st.1.c1', 'CompletionReported', {
        by: { side: 'PK' },
        completedOn: '2021',
        evidence: [{ reference: 'A photograph' }],
      });
    report();
    story.session('st.2', review('completionNotAccepted', { reason: 'No road' }));
    report();
    const say = (session: string, outcome: 'completionConfirmed' | 'reopened') => (s: Story) =>
      s.says(session, 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome, reason: 'Seen' });
    story.session('st.3', say('st.3', 'completionConfirmed')).session('st.4', say('st.4', 'reopened'));
    expect((await grid(story))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      ['completionNotAccepted', 'inProgress'],
      ['completed', 'completed'],
      ['reopened', 'inProgress'],
    ]);
  });

  it('shows a referral returned', async () => {
    const story = decided()
      .session('st.2', review('referred', { toForum: 'jcc' }))
      .session('st.3', (s) =>
        s.says('st.3', 'CommitmentReviewed', { commitmentId: 'st.1.c1', outcome: 'referralReturned' }),
      );
    expect((await grid(story))['st.1.c1']!.slice(1)).toEqual([
      ['referred', 'referred'],
      ['referralReturned', 'notStarted'],
    ]);
  });

  it('shows what is proposed, requested and directed, and how each was answered', async () => {
    const speaker = { kind: 'side', side: 'PK' } as const;
    const other = { kind: 'side', side: 'CN' } as const;
    const story = new Story()
      .forum()
      .on('2022-04-20')
      .session('st.1', (s) =>
        s
          .says('st.1', 'ProposalMade', { speaker, undertakings: [1, 2, 3].map((n) => undertaking(`st.1.c${n}`)) })
          .says('st.1', 'RequestMade', { speaker, addressee: { side: 'CN' }, undertakings: [undertaking('st.1.c4')] })
          .says('st.1', 'DirectionGiven', { speaker, undertakings: [undertaking('st.1.c5')] })
          // Taken up in the same breath: only the effect can tell that it was a proposal.
          .says('st.1', 'DecisionTaken', { undertakings: [undertaking('st.1.c3')] }),
      )
      .session('st.2', (s) =>
        s
          .says('st.2', 'ProposalAccepted', { speaker: other, commitments: ['st.1.c4'] })
          .says('st.2', 'ProposalDeclined', { speaker: other, commitments: ['st.1.c1'], reason: 'Cost' })
          .says('st.2', 'ProposalWithdrawn', { speaker, commitments: ['st.1.c2'], reason: 'Cost' }),
      );
    expect(await grid(story)).toEqual({
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

  it('forgets what an annulled statement said', async () => {
    const story = decided().session('st.2', (s) => s.says('st.2', 'ConcernExpressed', { refersTo }));
    const { id: eventId } = story.events.find(({ type }) => type === 'ConcernExpressed')!;
    story.add('session-st.2', 'RecordAnnulled', {
      eventId,
      statementId: 'st.2.s1',
      reason: 'Never said',
      commitments: [],
    });
    expect((await grid(story))['st.1.c1']![1]).toEqual(['', 'notStarted']);
  });

  it('closes a session only when its statements have taken effect, and not with what is signed later', async () => {
    const story = decided().opened('st.2').says('st.2', 'ProjectInitiated', { starts: refersTo }).concluded('st.2');
    story.add('forum-st', 'ForumMarkedDormant', { reason: 'Between the sitting and its effects' }).carry();
    story.drafted('st.1', 1, []);
    story.signed('st.1', 1, [], { omits: [{ commitmentId: 'st.1.c1', statementId: 'st.1.s1' }] });
    expect((await grid(story))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      ['started', 'inProgress'],
    ]);
    expect((await matrix(story.asked(), 'st'))!.commitments[0]!.status).toBe('notAdopted');
  });

  it('takes a session recorded late to close where its record was complete, and those after it no earlier', async () => {
    const story = decided().session('st.3', (s) => s.decides('st.3', 'st.3.c1'));
    story.happens('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    story.session('st.2', (s) => s.says('st.2', 'MatterNoted', { refersTo }));
    expect(await grid(story)).toEqual({
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

  it('does not call refused what a signature could not undo', async () => {
    const story = decided().drafted('st.1', 1, [1]).signed('st.1', 1, ['st.1.c1']);
    story.session('st.2').drafted('st.2', 1, []);
    story.signed('st.2', 1, [], { omits: [{ commitmentId: 'st.1.c1', statementId: 'st.1.s1' }] });
    expect(story.events.at(-1)!.type).toBe('EffectNotApplied');
    expect((await grid(story))['st.1.c1']![0]).toEqual(['introduced', 'notStarted']);
  });

  it('shows the status now in a session that is still open', async () => {
    const story = decided().opened('st.2');
    story.happens('st.1.c1', 'WorkStarted', { cause: 'Ground broken' });
    expect((await grid(story))['st.1.c1']).toEqual([
      ['introduced', 'notStarted'],
      ['', 'inProgress'],
    ]);
  });

  it('keeps a mention of a commitment that is registered later', async () => {
    const story = new Story().forum().session('st.1', (s) => s.says('st.1', 'MatterNoted', { refersTo: ['st.0.c1'] }));
    expect(await grid(story)).toEqual({});
    story.happens('st.0.c1', 'CommitmentRegistered', {
      ...undertaking('st.0.c1'),
      forum: 'st',
      adoption: 'provisional',
      legacy: true,
    });
    expect(await grid(story)).toEqual({ 'st.0.c1': [['noted', null]] });
  });
});
