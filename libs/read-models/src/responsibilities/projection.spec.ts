import { describe, it } from '@jest/globals';
import { storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { responsibilities } from './projection.js';

const commitment = 'cpec-jwg-st.2.c1';
const row = (institution: string) => ({
  [`${institution}/${commitment}`]: { institution, commitment, forum: 'cpec-jwg-st' },
});
const registered = storedSample('CommitmentRegistered', { lead: ['pk-stza'], support: ['cn-cast'] });

describe('The projection of responsibilities', () => {
  it('names each institution that leads or supports a commitment from its registration on', () =>
    given(responsibilities)
      .when(registered)
      .then({ ...row('pk-stza'), ...row('cn-cast') }));

  it('names an institution once, in whatever part', () =>
    given(responsibilities)
      .when(storedSample('CommitmentRegistered', { lead: ['pk-stza'], support: ['pk-stza'] }))
      .then(row('pk-stza')));

  it('adds an institution to which a part is assigned', () =>
    given(responsibilities, registered)
      .when(storedSample('ResponsibilityAssigned', {}, 1))
      .then(row('cn-most')));

  it('adds the institution to which a part is reassigned, and keeps the one that had it', () =>
    given(responsibilities, registered)
      .when(storedSample('ResponsibilityReassigned', { from: 'cn-cast', to: 'cn-cse' }, 1))
      .then(row('cn-cse')));

  it('adds the institutions that lead or support by the signed text', () => {
    const diff = [
      { field: 'lead' as const, from: ['pk-stza'], to: ['pk-most'] },
      { field: 'support' as const, from: ['cn-cast'], to: ['cn-cast', 'cn-cas'] },
      { field: 'due' as const, to: { date: '2023' } },
    ];
    given(responsibilities, registered)
      .when(storedSample('CommitmentAdoptedWithChanges', { diff }, 1))
      .then({ ...row('pk-most'), ...row('cn-cas') });
  });

  it.each(['EntryCorrected', 'EntryWithdrawn', 'EffectTakenBack'] as const)(
    'adds the institutions that lead or support once a mistake was set right: %s',
    (type) =>
      given(responsibilities, registered)
        .when(storedSample(type, { changes: [{ field: 'lead', from: ['pk-stza'], to: ['pk-pec'] }] }, 1))
        .then(row('pk-pec')),
  );

  it('is not changed when the signed text leaves a part to nobody', () =>
    given(responsibilities, registered)
      .when(storedSample('CommitmentAdoptedWithChanges', { diff: [{ field: 'support', from: ['cn-cast'] }] }, 1))
      .thenNothing());

  it('is not changed by an institution that it names already', () =>
    given(responsibilities, registered)
      .when(storedSample('ResponsibilityAssigned', { institution: 'pk-stza' }, 1))
      .thenNothing());

  it('takes no notice of anything else that happens to a commitment or is said in a session', () => {
    given(responsibilities, registered)
      .when(storedSample('WorkStarted', {}, 1))
      .thenNothing();
    given(responsibilities, registered)
      .when(storedSample('CommitmentWithdrawn', {}, 1))
      .thenNothing();
    given(responsibilities).when(storedSample('DecisionTaken')).thenNothing();
  });
});
