import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { coChair, context, policy, sample, secretariat, stored, uuid } from '../samples.js';
import { adopted, provisional } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';
import type { CommitmentEvent } from './events.js';

const reason = 'Rain';
const due = { date: '2023' };
const setDue: CommitmentCommand = { type: 'SetDueDate', data: { due } };
const revise = (date: string, why = reason): CommitmentCommand => ({
  type: 'ReviseDueDate',
  data: { to: { date }, reason: why },
});
const [pk, cn] = [secretariat('PK'), secretariat('CN')];
const consent = (side: string, date: string) =>
  sample('ConsentGiven', { side, to: 'reviseDueDate', reason, due: { date } });
const dated = [...provisional, sample('DueDateSet'), sample('CommitmentAdopted')];
const revised = sample('DueDateRevised', {
  from: { date: '2021-04' },
  to: due,
  reason,
  statement: undefined,
  byBothSides: true,
});
const facing = (life: readonly CommitmentEvent[], actor = cn) =>
  context(actor, { history: life.map((event, n) => stored(event, 'commitment-cpec-jwg-st.2.c1', n, { actor: pk })) });
const after = (...life: CommitmentEvent[]) => ({
  when: (command: CommitmentCommand, actor = cn) => given(commitment, ...life).when(command, facing(life, actor)),
});

describe('The due date', () => {
  it('is set once, then revised with a reason, by either side while nobody has signed', () => {
    after(...provisional)
      .when(setDue, coChair('CN'))
      .then({ type: 'DueDateSet', data: { due } });
    after(...provisional, sample('DueDateSet'))
      .when(revise('2023'))
      .then({ type: 'DueDateRevised', data: { from: { date: '2021-04' }, to: due, reason } });
    after(...provisional)
      .when(revise('2023'))
      .then({ type: 'DueDateRevised', data: { to: due, reason } });
  });

  it('is moved by a statement of both sides', () => {
    const data = { from: { date: '2021-04' }, to: due, reason, statement: 'cpec-jwg-st.3.s1' };
    given(commitment, ...dated)
      .when({ type: 'ReviseDueDate', data: { to: due, reason, statement: 'cpec-jwg-st.3.s1' } }, context(policy))
      .then({ type: 'DueDateRevised', data });
  });
});

describe('The due date of what both sides have adopted', () => {
  it('moves when one side proposes a date and the other consents to it', () => {
    after(...dated)
      .when(revise('2023'), pk)
      .then(consent('PK', '2023'));
    after(...dated, consent('PK', '2023'))
      .when(revise('2023'))
      .then(consent('CN', '2023'), revised);
    after(...adopted)
      .when(setDue, pk)
      .then({ type: 'ConsentGiven', data: { side: 'PK', to: 'reviseDueDate', due } });
    after(...adopted, sample('ConsentGiven', { side: 'PK', to: 'reviseDueDate', reason: undefined, due }))
      .when(setDue, coChair('CN'))
      .then(
        { type: 'ConsentGiven', data: { side: 'CN', to: 'reviseDueDate', due } },
        {
          type: 'DueDateSet',
          data: { due, byBothSides: true },
        },
      );
  });

  it('does not move by one side that says the same again', () =>
    after(...dated, consent('PK', '2023'))
      .when(revise('2023'), pk)
      .thenNothing());

  it('does not move to another date than both consented to: that is a proposal of the other side', () => {
    after(...dated, consent('PK', '2023'))
      .when(revise('2024'))
      .then(consent('CN', '2024'));
    const to = { date: '2024' };
    after(...dated, consent('PK', '2023'), consent('CN', '2024'))
      .when(revise('2024'), pk)
      .then(consent('PK', '2024'), { ...revised, data: { ...revised.data, to } });
  });

  it('moves for a reason that both consented to', () =>
    after(...dated, consent('PK', '2023'))
      .when(revise('2023', 'They were slow'))
      .thenRefused('OTHER_WORDS'));

  it('is proposed anew once a session has moved it meanwhile', () =>
    after(...dated, consent('PK', '2023'), sample('DueDateRevised', { to: { date: '2022' } }))
      .when(revise('2023'))
      .then(consent('CN', '2023')));

  it('is no longer proposed once its side took the consent back', () => {
    const life = [...dated, consent('PK', '2023')];
    after(...life)
      .when({ type: 'WithdrawEntry', data: { eventId: uuid(life.length), reason } }, pk)
      .then(
        sample('EntryWithdrawn', {
          eventId: uuid(life.length),
          entry: 'ConsentGiven',
          reason,
          changes: [{ field: 'consents', from: { reviseDueDate: ['PK'] }, to: {} }],
          evidence: undefined,
        }),
      );
  });

  it('is not proposed by an earlier consent that the side has replaced', () => {
    const life = [...dated, consent('PK', '2023'), consent('PK', '2024')];
    after(...life)
      .when({ type: 'WithdrawEntry', data: { eventId: uuid(life.length - 1), reason } }, pk)
      .thenRefused('BUILT_ON');
  });

  it('is set right by neither side alone, because both consented to it', () => {
    const life = [...dated, consent('CN', '2023'), consent('PK', '2023'), revised];
    const eventId = uuid(life.length);
    for (const command of [
      { type: 'CorrectEntry', data: { eventId, field: 'to', new: { date: '2032' }, reason } },
      { type: 'WithdrawEntry', data: { eventId, reason } },
    ] satisfies CommitmentCommand[])
      after(...life)
        .when(command, pk)
        .thenRefused('NOT_CORRECTABLE');
  });
});
