import { describe, expect, it } from '@jest/globals';
import { fold } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import type { Commitment } from '../commitment/state.js';
import { evolve } from '../forum/state.js';
import { context, recorder, sample, sampleForum } from '../samples.js';
import { opened } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import type { NewStatement } from './statements.js';

const text = { en: 'An example' };
const PK = { kind: 'side', side: 'PK' } as const;
const joint = { kind: 'joint' } as const;
const minister = { kind: 'official', office: 'Minister', side: 'PK' } as const;
const id = 'cpec-jwg-st.1.c1';
const road = { kind: 'jointProject', title: text, lead: ['cn-most'], support: [] } as const;
const own = { kind: 'measureByOneSide', title: text, lead: ['pk-most'], support: [], beneficiaries: [] } as const;

const record = (...statements: object[]): SessionCommand => ({
  type: 'RecordStatements',
  data: {
    session: 'cpec-jwg-st.2',
    statements: statements.map(({ type, ...data }: { type?: string }) => ({
      type,
      data: { text, refersTo: [], ...data },
    })) as unknown as NewStatement[],
  },
});
const facing = (state: Partial<Commitment>) =>
  context(recorder, { commitments: { [id]: { proposedBy: 'PK', ...state } } });
const asking = (facts: ReturnType<typeof context>, ...statements: object[]) =>
  given(session, ...opened).when(record(...statements), facts);
const recorded = (facts: ReturnType<typeof context>, ...statements: object[]) =>
  session.decide(record(...statements), fold(session, opened), facts).at(-1)!.data as Record<string, unknown>;

describe('One side alone', () => {
  it.each(['DirectionGiven', 'UndertakingAgreed'])(
    'does not make its own proposal to the other binding by %s',
    (type) => {
      asking(facing(road), {
        type,
        speaker: PK,
        undertakings: [{ ...own, commitmentId: id }],
      }).thenRefused('NOT_A_ONE_SIDED_MEASURE');
      asking(
        context(recorder),
        { type: 'ProposalMade', speaker: PK, undertakings: [road] },
        { type, speaker: PK, undertakings: [{ ...own, commitmentId: 'cpec-jwg-st.2.c1' }] },
      ).thenRefused('NOT_A_ONE_SIDED_MEASURE');
    },
  );
  it('does not take up by a direction what nobody or the other side proposed', () => {
    for (const proposedBy of ['CN', undefined])
      asking(facing({ ...own, proposedBy }), {
        type: 'DirectionGiven',
        speaker: PK,
        undertakings: [{ ...own, commitmentId: id }],
      }).thenRefused('NOT_THE_PROPOSER');
  });
  it('takes up by a direction what it proposed to do itself', () =>
    expect(
      recorded(facing(own as never), {
        type: 'DirectionGiven',
        speaker: PK,
        undertakings: [{ ...own, commitmentId: id }],
      }),
    ).toMatchObject({ undertakings: [{ commitmentId: id }] }));
  it('undertakes something in a joint text, with its own institutions', () =>
    expect(recorded(context(recorder), { type: 'UndertakingAgreed', speaker: PK, undertakings: [own] })).toMatchObject({
      speaker: PK,
      undertakings: [{ ...own, commitmentId: 'cpec-jwg-st.2.c1' }],
    }));
  it('does not undertake for the other', () =>
    asking(context(recorder), {
      type: 'UndertakingAgreed',
      speaker: PK,
      undertakings: [{ ...own, lead: ['cn-most'] }],
    }).thenRefused('NOT_A_ONE_SIDED_MEASURE'));
  it.each([PK, minister])('does not ask itself: %j', (speaker) =>
    asking(context(recorder), {
      type: 'RequestMade',
      speaker,
      addressee: { side: 'PK' },
      undertakings: [road],
    }).thenRefused('ASKS_ITSELF'),
  );
  it('is named as the one that asks, also when an official asks', () => {
    const { side: _, ...anybody } = minister;
    asking(context(recorder), {
      type: 'RequestMade',
      speaker: anybody,
      addressee: { side: 'PK' },
      undertakings: [road],
    }).thenRefused('NOT_ONE_SIDE');
  });
  it('does not accept what its own official asked in the same session', () =>
    asking(
      context(recorder),
      { type: 'RequestMade', speaker: minister, addressee: { side: 'CN' }, undertakings: [road] },
      { type: 'ProposalAccepted', speaker: PK, commitments: ['cpec-jwg-st.2.c1'] },
    ).thenRefused('THE_PROPOSER'));
});

describe('A decision that takes up a proposal', () => {
  it('keeps the institutions of the proposal if it names none', () =>
    expect(
      recorded(facing({ lead: ['pk-most'], support: ['cn-most'], beneficiaries: ['pk-hec'] }), {
        type: 'DecisionTaken',
        speaker: joint,
        undertakings: [{ commitmentId: id, kind: 'jointProject', title: text, support: [] }],
      }),
    ).toMatchObject({ undertakings: [{ lead: ['pk-most'], support: [], beneficiaries: ['pk-hec'] }] }));
});

describe('The forum to which a commitment was referred', () => {
  const answers = (adoption: Commitment['adoption'], referredTo?: string) =>
    ['ProposalAccepted', 'ProposalDeclined', 'ProposalWithdrawn'].filter((type) => {
      try {
        return recorded(facing({ adoption, referredTo }), {
          type,
          speaker: joint,
          commitments: [id],
          ...(type !== 'ProposalAccepted' && { reason: 'An example' }),
        });
      } catch {
        return false;
      }
    });

  it('accepts or declines what the first one agreed to, and accepts what both sides have signed', () => {
    expect(answers('provisional', 'cpec-jwg-st')).toEqual(['ProposalAccepted', 'ProposalDeclined']);
    expect(answers('adopted', 'cpec-jwg-st')).toEqual(['ProposalAccepted']);
    expect(answers('notAdopted', 'cpec-jwg-st')).toEqual([]);
    expect(answers('provisional')).toEqual([]);
  });
  it('does not change the particulars of what both sides have signed', () =>
    asking(facing({ adoption: 'adopted', referredTo: 'cpec-jwg-st' }), {
      type: 'DecisionTaken',
      speaker: joint,
      undertakings: [{ ...road, commitmentId: id }],
    }).thenRefused('NOT_PROPOSED'));
});

describe('A forum of other sides', () => {
  const strangers = { ...sampleForum, sides: ['PK', 'US'] };
  const foreign = 'pk-us-jwg.1.c1';
  const facts = (state: Partial<Commitment>) =>
    context(recorder, {
      commitments: { [foreign]: state, [id]: {} },
      forums: new Map([
        ['cpec-jwg-st', sampleForum],
        ['pk-us-jwg', { ...strangers, parent: 'cpec-jwg-st' }],
      ]),
    });
  const lapsed = { type: 'CommitmentReviewed', speaker: joint, commitmentId: foreign, outcome: 'lapsed', reason: 'x' };

  it('cannot have its commitments closed here, not even by a parent or after a referral', () => {
    asking(facts({}), lapsed).thenRefused('OTHER_SIDES');
    asking(facts({ referredTo: 'cpec-jwg-st' }), lapsed).thenRefused('OTHER_SIDES');
  });
  it('gets nothing referred from here', () =>
    asking(facts({}), {
      type: 'RecommendationMade',
      speaker: joint,
      toForum: 'pk-us-jwg',
      commitments: [id],
    }).thenRefused('OTHER_SIDES'));
});

describe('A sitting for several forums', () => {
  it('says with each statement which further forums it serves', () => {
    const [scheduling, ...rest] = opened;
    const sitting = [{ ...scheduling!, data: { ...scheduling!.data, alsoServes: ['cpec-jcc'] } } as never, ...rest];
    const [event] = session.decide(
      record({ type: 'MatterNoted', speaker: joint }),
      fold(session, sitting),
      context(recorder),
    );
    expect(event!.data).toMatchObject({ alsoServes: ['cpec-jcc'] });
  });
});

describe('An institution that another one succeeded', () => {
  const forum = (on?: string) =>
    evolve(sampleForum, sample('InstitutionSucceeded', { institution: 'pk-most', by: 'pk-pec', on }));
  const decided = { type: 'DecisionTaken', speaker: joint, undertakings: [{ ...road, lead: ['pk-most', 'cn-most'] }] };

  it('gets nothing new', () => asking(context(recorder, { forum: forum() }), decided).thenRefused('SUCCEEDED'));
  it('may still be named by a session before the day of the succession, where that day is known', () => {
    expect(recorded(context(recorder, { forum: forum('2023') }), decided)).toMatchObject({
      undertakings: [{ lead: ['pk-most', 'cn-most'] }],
    });
    asking(context(recorder, { forum: forum('2022-04') }), decided).thenRefused('SUCCEEDED');
  });
  it('leaves its proposals to the successor', () =>
    expect(
      recorded(context(recorder, { forum: forum(), commitments: { [id]: { lead: ['pk-most'] } } }), {
        type: 'DecisionTaken',
        speaker: joint,
        undertakings: [{ commitmentId: id, kind: 'jointProject', title: text }],
      }),
    ).toMatchObject({ undertakings: [{ lead: ['pk-pec'] }] }));
});
