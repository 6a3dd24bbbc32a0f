import { describe, expect, it } from '@jest/globals';
import { categoryOf } from '@jwg/event-sourcing';
import fc from 'fast-check';
import { sample } from '../samples.js';
import { history, moves } from '../testing/histories.js';
import { Model } from '../testing/model.js';
import type { CommitmentEvent } from './events.js';
import { evolveStanding, notRegistered, type Standing } from './standing.js';
import type { Commitment } from './state.js';
import { statusOf } from './status.js';

const after = (...events: CommitmentEvent[]) => events.reduce<Standing>(evolveStanding, notRegistered);
const registered = sample('CommitmentRegistered');

describe('How a commitment stands', () => {
  it('is at first what was registered', () => {
    const { kind, title, lead, support, beneficiaries } = registered.data;
    expect(after(registered)).toMatchObject({ kind, title, lead, support, beneficiaries, status: 'notStarted' });
  });

  it('reads as it was signed, field by field', () => {
    const adopted = sample('CommitmentAdoptedWithChanges', {
      diff: [
        { field: 'title', to: { zh: '联合中心' } },
        { field: 'lead', from: ['pk-stza'] },
        { field: 'due', to: { date: '2024' } },
        { field: 'condition', to: 'Funds are found' },
        { field: 'kind' },
        { field: 'text', to: { en: 'A text' } },
      ],
    });
    const { kind } = registered.data;
    expect(after(registered, adopted)).toEqual({
      ...after(registered),
      adoption: 'adopted',
      title: { zh: '联合中心' },
      lead: [],
      due: { date: '2024' },
      condition: 'Funds are found',
      kind,
    });
  });

  it('has no percentage any more once its completion is confirmed', () => {
    const done = [
      sample('ProgressReported', { percent: 58 }),
      sample('CompletionReported'),
      sample('CompletionConfirmed'),
    ];
    expect(after(registered, sample('CommitmentAdopted'), ...done)).toMatchObject({
      status: 'completed',
      percent: undefined,
    });
  });

  it('keeps the percentage that was reported last', () => {
    const { percent: _, ...silent } = sample('ProgressReported').data;
    const told = [sample('ProgressReported', { percent: 40 }), { type: 'ProgressReported', data: silent } as const];
    expect(after(registered, ...told)).toMatchObject({ percent: 40, status: 'inProgress' });
  });

  it('names the commitments that superseded it, until it is reopened', () => {
    const superseded = [registered, sample('CommitmentSuperseded', { by: ['cpec-jwg-st.3.c1'] })];
    expect(after(...superseded)).toMatchObject({ status: 'superseded', supersededBy: ['cpec-jwg-st.3.c1'] });
    expect(after(...superseded, sample('CommitmentReopened'))).toMatchObject({ disposition: 'open', supersededBy: [] });
  });

  it('always has a kind and those who lead it, whatever is said to be restored', () => {
    const changes = [{ field: 'kind' }, { field: 'lead' }, { field: 'due' }] as const;
    const { kind, lead } = registered.data;
    const dated = sample('DueDateSet');
    const { due, ...rest } = after(registered, dated, sample('EntryWithdrawn', { changes: [...changes] }));
    expect([due, rest.kind, rest.lead]).toEqual([undefined, kind, lead]);
  });

  it('is the same object after an event that changes nothing about it', () => {
    const standing = after(registered);
    for (const type of ['ReminderIssued', 'ConsentGiven', 'EvidenceAttached', 'CommitmentCarriedOver'] as const)
      expect(evolveStanding(standing, sample(type))).toBe(standing);
  });

  it('agrees with the state that the rules use, whatever happened', () =>
    fc.assert(
      fc.property(moves(), (all) => {
        for (const [stream, entries] of history(new Model(), 'aa', all).streams) {
          if (categoryOf(stream) !== 'commitment') continue;
          let standing: Standing = notRegistered;
          for (const { event, after: state } of entries) {
            standing = evolveStanding(standing, event as unknown as CommitmentEvent);
            const { kind, lead, support, due, adoption, implementation, disposition, referredTo } = state as Commitment;
            const axes = { adoption, implementation, disposition };
            const rules = { kind, lead, support, due, referredTo, ...axes, status: statusOf(axes) };
            expect(standing).toEqual({ ...standing, ...rules });
          }
        }
      }),
      { numRuns: 40 },
    ));
});
