import { describe, expect, it } from '@jest/globals';
import { notRegistered, type Axes, type CommitmentEvent, type Difference, type Status } from '@jwg/domain';
import { samples, storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { entered, type Recorded } from '../events/citation.js';
import { act, said } from '../testing/mention.js';
import { mentionsOf } from './mentions.js';
import { commitments } from './projection.js';
import type { Transition, WholeCommitment } from './row.js';

const id = 'cpec-jwg-st.2.c1';
const registered = storedSample('CommitmentRegistered');
const adopted = storedSample('CommitmentAdopted', {}, 1);
const started = storedSample('WorkStarted', { statement: undefined }, 2);
const open = { adoption: 'provisional', implementation: 'notStarted', disposition: 'open' } as const;
const empty = {
  legacy: false,
  assessments: [],
  dueHistory: [],
  carriedOver: [],
  milestones: [],
  reports: [],
  timesCarriedOver: 0,
  lastMentions: {},
  evidence: [],
  amendments: [],
  setRight: [],
  consents: [],
  notApplied: [],
  acts: [],
  history: [],
};

/** A change of an axis, as the row's history stores it. */
const move = (
  event: Recorded<CommitmentEvent>,
  more: Omit<Transition, keyof ReturnType<typeof entered> | 'type'>,
): Transition => ({
  ...entered(event),
  type: event.type,
  ...more,
});
const registration = move(registered, {
  rule: 'T2',
  status: 'notStarted',
  axes: open,
  statement: 'cpec-jwg-st.2.s8',
  session: 'cpec-jwg-st.2',
});
const adoption = move(adopted, {
  rule: 'T4',
  status: 'notStarted',
  axes: { ...open, adoption: 'adopted' },
  session: 'cpec-jwg-st.2',
});
const start = move(started, {
  rule: 'T6',
  status: 'inProgress',
  axes: { ...open, adoption: 'adopted', implementation: 'inProgress' },
});
const changes = (row: Partial<WholeCommitment>) => ({ [id]: row });

describe('The projection of commitments', () => {
  it('begins a row when the commitment is registered', () => {
    const { forum, kind, title, lead, support, beneficiaries, statement } = samples.CommitmentRegistered;
    given(commitments)
      .when(registered)
      .then({
        [id]: {
          id,
          ...empty,
          ...notRegistered,
          ...open,
          status: 'notStarted',
          forum,
          kind,
          title,
          lead,
          support,
          beneficiaries,
          statement,
          registered: entered(registered),
          history: [registration],
        },
      });
  });

  it('keeps the due date that a commitment is registered with, and the session that set it', () => {
    const dated = storedSample('CommitmentRegistered', { due: { date: '2023' }, adoption: 'proposed' });
    const { forum, kind, title, lead, support, beneficiaries, statement } = samples.CommitmentRegistered;
    given(commitments)
      .when(dated)
      .then({
        [id]: {
          id,
          ...empty,
          ...notRegistered,
          forum,
          kind,
          title,
          lead,
          support,
          beneficiaries,
          statement,
          due: { date: '2023' },
          dueHistory: [{ ...entered(dated), due: { date: '2023' }, session: 'cpec-jwg-st.2' }],
          registered: entered(dated),
          history: [
            {
              ...registration,
              ...entered(dated),
              rule: 'T1',
              status: 'proposed',
              axes: { ...open, adoption: 'proposed' },
            },
          ],
        },
      });
  });

  it('says by which minutes the commitment was adopted', () =>
    given(commitments, registered)
      .when(adopted)
      .thenChanged(
        changes({
          adoption: 'adopted',
          adoptedBy: { ...entered(adopted), ...samples.CommitmentAdopted, diff: [] },
          history: [registration, adoption],
        }),
      ));

  it('takes the signed values where the signed text differs', () => {
    const diff: Difference[] = [
      { field: 'title', from: { en: 'x' }, to: { zh: '联合中心' } },
      { field: 'text', to: { en: 'The whole text' } },
      { field: 'lead', from: ['pk-stza'], to: ['pk-most'] },
      { field: 'condition', to: 'Funds are found' },
      { field: 'due', to: { date: '2024' } },
    ];
    const event = storedSample('CommitmentAdoptedWithChanges', { diff }, 1);
    given(commitments, registered)
      .when(event)
      .thenChanged(
        changes({
          adoption: 'adopted',
          title: { zh: '联合中心' },
          text: { en: 'The whole text' },
          lead: ['pk-most'],
          condition: 'Funds are found',
          due: { date: '2024' },
          dueHistory: [{ ...entered(event), due: { date: '2024' }, session: 'cpec-jwg-st.2' }],
          adoptedBy: { ...entered(event), ...event.data },
          history: [registration, { ...adoption, ...entered(event), type: 'CommitmentAdoptedWithChanges' }],
        }),
      );
  });

  it('has the particulars of the decision that took up the proposal', () => {
    const diff = [
      { field: 'lead' as const, from: ['pk-stza'], to: ['cn-most'] },
      { field: 'due' as const, to: { date: '2025-12-31' } },
      { field: 'condition' as const, to: 'Funds are found' },
    ];
    const row = commitments.on.CommitmentAccepted!(
      commitments.on.CommitmentRegistered!(undefined, registered, 'cpec-jwg-st.2.c1'),
      storedSample('CommitmentAccepted', { diff }, 1),
      'cpec-jwg-st.2.c1',
    );
    expect(row).toMatchObject({ lead: ['cn-most'], due: { date: '2025-12-31' }, condition: 'Funds are found' });
    expect(row!.dueHistory).toMatchObject([{ due: { date: '2025-12-31' }, session: 'cpec-jwg-st.2' }]);
  });

  it('keeps the due date of a proposal that is put off, and until when', () => {
    const due = { date: '2024' };
    const proposed = storedSample('CommitmentRegistered', { adoption: 'proposed', due });
    const row = commitments.on.CommitmentDeferred!(
      commitments.on.CommitmentRegistered!(undefined, proposed, 'cpec-jwg-st.2.c1'),
      storedSample('CommitmentDeferred', {}, 1),
      'cpec-jwg-st.2.c1',
    );
    expect(row).toMatchObject({ due, deferredTo: { session: 'cpec-jwg-st.4' } });
  });

  it('keeps that the signed text removed the due date, where there was one', () => {
    const without = { diff: [{ field: 'due' as const }] };
    const set = storedSample('DueDateSet', { statement: undefined }, 1);
    const event = storedSample('CommitmentAdoptedWithChanges', without, 2);
    const signed = (event: Recorded<CommitmentEvent>) => ({
      adoption: 'adopted' as const,
      adoptedBy: { ...entered(event), ...samples.CommitmentAdoptedWithChanges, ...without },
      history: [registration, { ...adoption, ...entered(event), type: event.type }],
    });
    given(commitments, registered, set)
      .when(event)
      .thenChanged(
        changes({
          ...signed(event),
          due: undefined,
          dueHistory: [
            { ...entered(set), due: { date: '2021-04' } },
            { ...entered(event), session: 'cpec-jwg-st.2' },
          ],
        }),
      );
    given(commitments, registered)
      .when(event)
      .thenChanged(changes(signed(event)));
  });

  const moves: [CommitmentEvent['type'], Partial<Axes>, Status, rule: string, said: string | undefined, object?][] = [
    ['CommitmentNotAdopted', { adoption: 'notAdopted' }, 'notAdopted', 'T5', 'cpec-jcc.11.s1'],
    ['WorkStarted', { implementation: 'inProgress' }, 'inProgress', 'T6', 'cpec-jwg-st.2.s10'],
    ['CompletionConfirmed', { implementation: 'completed' }, 'completed', 'T9', 'cpec-jwg-st.3.s1'],
    [
      'CommitmentSuperseded',
      { disposition: 'superseded' },
      'superseded',
      'T12',
      'cpec-jwg-st.3.s3',
      { supersededBy: ['cpec-jwg-st.3.c1'] },
    ],
    ['CommitmentWithdrawn', { disposition: 'withdrawn' }, 'withdrawn', 'T13', undefined],
    ['CommitmentLapsed', { disposition: 'lapsed' }, 'lapsed', 'T14', undefined],
    [
      'CommitmentReferred',
      { disposition: 'referred' },
      'referred',
      'T15',
      'cpec-jwg-st.2.s15',
      { referredTo: 'cpec-jcc' },
    ],
  ];
  it.each(moves)('moves by %s to %j, and says why', (type, axis, status, rule, statement, more = {}) => {
    const event = storedSample(type, {}, 1);
    const session = statement?.slice(0, statement.lastIndexOf('.'));
    const moved = move(event, { rule, status, axes: { ...open, ...axis }, statement, session });
    given(commitments, registered)
      .when(event)
      .thenChanged(changes({ ...axis, status, ...more, history: [registration, moved] }));
  });

  it('makes a proposal provisional by the statement that accepted it', () => {
    const proposed = storedSample('CommitmentRegistered', { adoption: 'proposed' });
    const accepted = storedSample('CommitmentAccepted', {}, 1);
    given(commitments, proposed)
      .when(accepted)
      .thenChanged(
        changes({
          adoption: 'provisional',
          status: 'notStarted',
          ...said(act(accepted, 'accepted', 'cpec-jwg-st.2.s17')),
          history: [
            { ...registration, rule: 'T1', status: 'proposed', axes: { ...open, adoption: 'proposed' } },
            move(accepted, {
              rule: 'T2',
              status: 'notStarted',
              axes: open,
              statement: 'cpec-jwg-st.2.s17',
              session: 'cpec-jwg-st.2',
            }),
          ],
        }),
      );
  });

  it('starts the work by a report of progress, and keeps percent and evidence', () => {
    const reported = storedSample('ProgressReported', {}, 1);
    const { evidence: proof, ...report } = samples.ProgressReported;
    const [evidence] = proof;
    const again = storedSample('ProgressReported', { percent: 60, evidence: [] }, 2);
    const inProgress = { ...open, implementation: 'inProgress' } as const;
    given(commitments, registered)
      .when(reported)
      .thenChanged(
        changes({
          implementation: 'inProgress',
          status: 'inProgress',
          percent: 58,
          reports: [{ ...entered(reported), ...report }],
          evidence: [{ ...entered(reported), ...evidence!, interim: true }],
          history: [registration, move(reported, { rule: 'T6', status: 'inProgress', axes: inProgress })],
        }),
      );
    given(commitments, registered, reported)
      .when(again)
      .thenChanged(
        changes({
          percent: 60,
          reports: [
            { ...entered(reported), ...report },
            { ...entered(again), ...report, percent: 60 },
          ],
        }),
      );
  });

  it('says what blocks the work, until it is unblocked', () => {
    const blocked = storedSample('CommitmentBlocked', {}, 3);
    const unblocked = storedSample('CommitmentUnblocked', {}, 4);
    const axes = { ...open, adoption: 'adopted', implementation: 'onHold' } as const;
    const hold = move(blocked, { rule: 'T7', status: 'onHold', axes });
    given(commitments, registered, adopted, started)
      .when(blocked)
      .thenChanged(
        changes({
          implementation: 'onHold',
          status: 'onHold',
          blockedBy: { ...entered(blocked), ...samples.CommitmentBlocked },
          history: [registration, adoption, start, hold],
        }),
      );
    given(commitments, registered, adopted, started, blocked)
      .when(unblocked)
      .thenChanged(
        changes({
          implementation: 'inProgress',
          status: 'inProgress',
          blockedBy: undefined,
          history: [
            registration,
            adoption,
            start,
            hold,
            { ...start, ...entered(unblocked), type: unblocked.type, rule: 'T7' },
          ],
        }),
      );
  });

  it('keeps a report of completion with its evidence, until it is not accepted', () => {
    const reported = storedSample('CompletionReported', {}, 3);
    const rejected = storedSample('CompletionNotAccepted', {}, 4);
    const { by, completedOn, evidence } = samples.CompletionReported;
    const axes = { ...open, adoption: 'adopted', implementation: 'reportedComplete' } as const;
    const report = move(reported, { rule: 'T8', status: 'reportedComplete', axes });
    given(commitments, registered, adopted, started)
      .when(reported)
      .thenChanged(
        changes({
          implementation: 'reportedComplete',
          status: 'reportedComplete',
          completion: { ...entered(reported), by, completedOn },
          evidence: evidence.map((it) => ({ ...entered(reported), ...it })),
          history: [registration, adoption, start, report],
        }),
      );
    given(commitments, registered, adopted, started, reported)
      .when(rejected)
      .thenChanged(
        changes({
          implementation: 'inProgress',
          status: 'inProgress',
          completion: undefined,
          history: [
            registration,
            adoption,
            start,
            report,
            { ...start, ...entered(rejected), type: 'CompletionNotAccepted', rule: 'T10' },
          ],
        }),
      );
  });

  it('reopens a superseded commitment, and drops what superseded it', () => {
    const superseded = storedSample('CommitmentSuperseded', { statement: undefined }, 1);
    const reopened = storedSample('CommitmentReopened', {}, 2);
    const axes = { ...open, disposition: 'superseded' } as const;
    given(commitments, registered, superseded)
      .when(reopened)
      .thenChanged(
        changes({
          disposition: 'open',
          status: 'notStarted',
          supersededBy: [],
          history: [
            registration,
            move(superseded, { rule: 'T12', status: 'superseded', axes }),
            move(reopened, { rule: 'T16', status: 'notStarted', axes: open }),
          ],
        }),
      );
  });

  it('reopens a completed commitment, and drops the report', () => {
    const reported = storedSample('CompletionReported', { evidence: [] }, 1);
    const reopened = storedSample('CommitmentReopened', {}, 2);
    const axes = { ...open, implementation: 'reportedComplete' } as const;
    given(commitments, registered, reported)
      .when(reopened)
      .thenChanged(
        changes({
          implementation: 'inProgress',
          status: 'inProgress',
          completion: undefined,
          history: [
            registration,
            move(reported, { rule: 'T8', status: 'reportedComplete', axes }),
            move(reopened, { rule: 'T11', status: 'inProgress', axes: { ...open, implementation: 'inProgress' } }),
          ],
        }),
      );
  });

  it('opens a commitment again that came back from another forum', () => {
    const referred = storedSample('CommitmentReferred', { statement: undefined }, 1);
    const returned = storedSample('ReferralReturned', {}, 2);
    const axes = { ...open, disposition: 'referred' } as const;
    given(commitments, registered, referred)
      .when(returned)
      .thenChanged(
        changes({
          disposition: 'open',
          status: 'notStarted',
          referredTo: undefined,
          history: [
            registration,
            move(referred, { rule: 'T15', status: 'referred', axes }),
            move(returned, { rule: 'T15', status: 'notStarted', axes: open }),
          ],
        }),
      );
  });

  it('follows who leads and who supports', () => {
    const assigned = storedSample('ResponsibilityAssigned', { institution: 'cn-cast' }, 1);
    given(commitments, registered)
      .when(assigned)
      .thenChanged(changes({ support: ['cn-cast'] }));
    given(commitments, registered, assigned)
      .when(storedSample('ResponsibilityReassigned', { part: 'support' }, 2))
      .thenChanged(changes({ support: ['cn-cse'] }));
  });

  it('keeps every due date, with the reason and the session that set it', () => {
    const set = storedSample('DueDateSet', { statement: 'cpec-jwg-gwadar.4.s1' }, 1);
    const revised = storedSample('DueDateRevised', {}, 2);
    const deferred = storedSample('CommitmentDeferred', {}, 3);
    const first = { ...entered(set), due: { date: '2021-04' }, session: 'cpec-jwg-gwadar.4' };
    const second = {
      ...entered(revised),
      due: { date: '2021' },
      reason: samples.DueDateRevised.reason,
      session: 'cpec-jwg-gwadar.5',
    };
    const third = {
      ...entered(deferred),
      due: { session: 'cpec-jwg-st.4' },
      reason: samples.CommitmentDeferred.reason,
      session: 'cpec-jwg-st.3',
    };
    given(commitments, registered)
      .when(set)
      .thenChanged(changes({ due: { date: '2021-04' }, dueHistory: [first] }));
    given(commitments, registered, set)
      .when(revised)
      .thenChanged(changes({ due: { date: '2021' }, dueHistory: [first, second] }));
    given(commitments, registered, set, revised)
      .when(deferred)
      .thenChanged(changes({ due: { session: 'cpec-jwg-st.4' }, dueHistory: [first, second, third] }));
  });

  it('keeps from which session to which a commitment was carried over', () => {
    const carried = storedSample('CommitmentCarriedOver', {}, 1);
    given(commitments, registered)
      .when(carried)
      .thenChanged(
        changes({
          timesCarriedOver: 1,
          carriedOver: [{ ...entered(carried), from: 'cpec-jwg-st.2', to: 'cpec-jwg-st.3' }],
        }),
      );
  });

  it('keeps milestones as they were defined last, and when each was reached', () => {
    const defined = storedSample('MilestoneDefined', {}, 3);
    const reached = storedSample('MilestoneReached', {}, 4);
    const milestone = { ...entered(defined), id: 'm1', title: 'Opening', due: { date: '2022-05-16' } };
    const life = [registered, adopted, started];
    given(commitments, ...life)
      .when(defined)
      .thenChanged(changes({ milestones: [milestone] }));
    const again = storedSample('MilestoneDefined', { title: 'The opening' }, 4);
    given(commitments, ...life, defined)
      .when(again)
      .thenChanged(changes({ milestones: [{ ...milestone, ...entered(again), title: 'The opening' }] }));
    given(commitments, ...life, defined)
      .when(reached)
      .thenChanged(
        changes({
          milestones: [{ ...milestone, reachedOn: '2022-06-03' }],
          evidence: [{ ...entered(reached), ...samples.MilestoneReached.evidence[0]!, interim: true }],
        }),
      );
  });

  it('keeps the latest assessment of each side', () => {
    const assessed = storedSample('ProgressAssessed', {}, 1);
    const pk = storedSample('ProgressAssessed', { by: 'PK' }, 2);
    const later = storedSample('ProgressAssessed', { rating: 'onTrack' }, 3);
    const entry = (event: typeof assessed) => ({
      ...entered(event),
      ...event.data,
      by: { side: event.data.by },
    });
    given(commitments, registered)
      .when(assessed)
      .thenChanged(changes({ assessments: [entry(assessed)] }));
    given(commitments, registered, assessed, pk)
      .when(later)
      .thenChanged(changes({ assessments: [entry(pk), entry(later)] }));
  });

  it('keeps the consent of one side, until an axis moves', () => {
    const consented = storedSample('ConsentGiven', {}, 2);
    const consents = [{ ...entered(consented), ...samples.ConsentGiven }];
    given(commitments, registered, adopted).when(consented).thenChanged(changes({ consents }));
    given(commitments, registered, adopted, consented)
      .when(started)
      .thenChanged(
        changes({
          implementation: 'inProgress',
          status: 'inProgress',
          consents: [],
          history: [registration, adoption, start],
        }),
      );
  });

  it('keeps evidence that was retracted, with the reason', () => {
    const attached = storedSample('EvidenceAttached', {}, 1);
    const retracted = storedSample('EvidenceRetracted', {}, 2);
    const evidence = { ...entered(attached), ...samples.EvidenceAttached.evidence };
    const { reference, reason } = samples.EvidenceRetracted;
    given(commitments, registered)
      .when(attached)
      .thenChanged(changes({ evidence: [evidence] }));
    given(commitments, registered, attached)
      .when(retracted)
      .thenChanged(
        changes({ hasRetractions: true, amendments: [{ retracts: reference, reason, place: retracted.position }] }),
      );
  });

  it('notes which entries were withdrawn or corrected, and changes what the row itself has of them', () => {
    const carried = storedSample('CommitmentCarriedOver', { to: 'cpec-jwg-st.3' }, 1);
    const assessed = storedSample('ProgressAssessed', {}, 2);
    const withdrawn = storedSample(
      'EntryWithdrawn',
      { eventId: carried.id, changes: [{ field: 'carriedOver', from: ['cpec-jwg-st.3'], to: [] }] },
      3,
    );
    const corrected = storedSample(
      'EntryCorrected',
      { eventId: assessed.id, field: 'rating', new: 'onTrack', changes: [] },
      4,
    );
    const { entry, reason } = samples.EntryWithdrawn;
    const { old, reason: typed } = samples.EntryCorrected;
    given(commitments, registered, carried, assessed)
      .when(withdrawn)
      .thenChanged(
        changes({
          timesCarriedOver: 0,
          amendments: [{ withdraws: [carried.id] }],
          setRight: [{ ...entered(withdrawn), reason, withdraws: [carried.id], entry }],
        }),
      );
    given(commitments, registered, carried, assessed)
      .when(corrected)
      .thenChanged(
        changes({
          assessments: [{ ...entered(assessed), ...assessed.data, by: { side: assessed.data.by }, rating: 'onTrack' }],
          amendments: [{ corrects: assessed.id, field: 'rating', value: 'onTrack' }],
          setRight: [
            { ...entered(corrected), corrects: assessed.id, field: 'rating', old, new: 'onTrack', reason: typed },
          ],
        }),
      );
  });

  it('shows an effect that the rules refused, and calls its statement refused', () => {
    const refused = storedSample('EffectNotApplied', {}, 1);
    given(commitments, registered)
      .when(refused)
      .thenChanged(
        changes({
          notApplied: [{ ...entered(refused), ...samples.EffectNotApplied }],
          ...said(act(refused, 'refused', 'cpec-jwg-st.2.s8')),
        }),
      );
  });

  it('calls no statement refused where a signed text could not undo a commitment', () => {
    const refused = storedSample('EffectNotApplied', { command: 'DeclineCommitment' }, 1);
    given(commitments, registered)
      .when(refused)
      .thenChanged(
        changes({
          notApplied: [{ ...entered(refused), ...refused.data }],
          acts: [{ ...act(refused, 'refused', refused.data.statement), ifDeclined: true }],
        }),
      );
    expect(mentionsOf([{ ...act(refused, 'refused', refused.data.statement), ifDeclined: true }])).toEqual([]);
  });

  it('calls a statement refused that could not decline a commitment', () => {
    const declined = storedSample('ProposalDeclined', { commitments: [id] }, 1);
    const refused = storedSample(
      'EffectNotApplied',
      { command: 'DeclineCommitment', statement: declined.data.statementId },
      2,
    );
    const [first, second] = [act(declined, 'declined'), act(refused, 'refused', declined.data.statementId)];
    given(commitments, registered, declined)
      .when(refused)
      .thenChanged(
        changes({
          notApplied: [{ ...entered(refused), ...refused.data }],
          acts: [first, { ...second, ifDeclined: true }],
        }),
      );
    expect(mentionsOf([first, { ...second, ifDeclined: true }])).toEqual([
      { session: 'cpec-jwg-st.2', did: [{ ...first, word: 'refused' }] },
    ]);
  });

  it('is not changed by a reminder', () =>
    given(commitments, registered)
      .when(storedSample('ReminderIssued', {}, 1))
      .thenNothing());
});
