import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import type { Actor, Metadata } from '../metadata.js';
import { context, focalPoint, policy, sample, samples, secretariat, stored, uuid } from '../samples.js';
import { adopted, completed, inProgress, proposed, provisional, reportedComplete } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';
import type { CommitmentEvent } from './events.js';

const reason = 'An example of a reason';
const statement = 'cpec-jwg-st.3.s1';
const cause = uuid(99);
const stream = 'commitment-cpec-jwg-st.2.c1';
const stza = focalPoint('pk-stza');

/** A history in which the last entry has this envelope, and the actor that asks. */
const facing = (actor: Actor, life: readonly CommitmentEvent[], more: Partial<Metadata> = { actor }) =>
  context(actor, {
    history: life.map((event, n) => stored(event, stream, n, n === life.length - 1 ? more : {})),
  });
const last = (life: readonly CommitmentEvent[]) => uuid(life.length);

describe('An effect of a statement that was made in another session', () => {
  const from = { statementId: 'cpec-jwg-st.2.s8', eventId: cause };
  const move = (more: object = {}): CommitmentCommand => ({
    type: 'MoveEffect',
    data: { cause: uuid(98), statement, from, ...more },
  });
  const registered = sample('CommitmentRegistered', { statement: from.statementId });
  const later = [sample('WorkStarted', { statement: undefined }), sample('ProgressReported')];
  const life = [registered, ...later];
  const history = life.map((it, n) => stored(it, stream, n, n === 0 ? { causationId: cause } : {}));
  const moved = sample('EffectMoved', {
    cause: uuid(98),
    from: from.statementId,
    statement,
    entries: [uuid(1)],
    changes: [{ field: 'standsOn', from: 'cpec-jwg-st.2', to: 'cpec-jwg-st.3' }],
  });

  it('stands, with all that came of it, on what was said there', () =>
    given(commitment, ...life)
      .when(move(), context(policy, { history }))
      .then(moved));
  it('moves again with its statement, and back', () => {
    const again = [...history, stored(moved, stream, life.length, { causationId: uuid(98) })];
    const back = { cause: uuid(97), statement: from.statementId, from: { statementId: statement, eventId: uuid(98) } };
    given(commitment, ...life, moved)
      .when(move(back), context(policy, { history: again }))
      .then(
        sample('EffectMoved', {
          cause: uuid(97),
          from: statement,
          statement: from.statementId,
          entries: [uuid(1)],
          changes: [{ field: 'standsOn', from: 'cpec-jwg-st.3', to: 'cpec-jwg-st.2' }],
        }),
      );
  });
  it('is declined with the statement where that is annulled now', () =>
    given(commitment, ...life, moved)
      .when(
        { type: 'DeclineCommitment', data: { reason, session: 'cpec-jwg-st.3', statement } },
        context(policy, { history }),
      )
      .then(sample('CommitmentNotAdopted', { reason, session: 'cpec-jwg-st.3', statement })));
  it('is nowhere if there was none', () =>
    given(commitment, ...life)
      .when(move({ from: { ...from, eventId: uuid(50) } }), context(policy, { history }))
      .thenNothing());
});

describe('An effect of a statement that was annulled', () => {
  const takeBack: CommitmentCommand = { type: 'TakeBackEffect', data: { cause, reason, statement } };
  const after = (life: readonly CommitmentEvent[], effect: CommitmentEvent, ...later: CommitmentEvent[]) => {
    const all = [...life, effect, ...later];
    const history = all.map((it, n) => stored(it, stream, n, it === effect ? { causationId: cause } : {}));
    return given(commitment, ...all).when(takeBack, context(policy, { history }));
  };
  const takenBack = (life: readonly CommitmentEvent[], changes: (typeof samples)['EffectTakenBack']['changes']) =>
    sample('EffectTakenBack', { cause, entries: [uuid(life.length + 1)], statement, reason, changes });

  it.each<[string, readonly CommitmentEvent[], CommitmentEvent, (typeof samples)['EffectTakenBack']['changes']]>([
    [
      'starts no work',
      adopted,
      sample('WorkStarted'),
      [{ field: 'implementation', from: 'inProgress', to: 'notStarted' }],
    ],
    [
      'confirms no completion',
      reportedComplete,
      sample('CompletionConfirmed'),
      [{ field: 'implementation', from: 'completed', to: 'reportedComplete' }],
    ],
    [
      'does not turn down a report, which holds again',
      reportedComplete,
      sample('CompletionNotAccepted'),
      [
        { field: 'implementation', from: 'inProgress', to: 'reportedComplete' },
        { field: 'report', from: samples.CompletionReported, to: samples.CompletionReported },
      ],
    ],
    ['lapses nothing', adopted, sample('CommitmentLapsed'), [{ field: 'disposition', from: 'lapsed', to: 'open' }]],
    [
      'withdraws nothing',
      adopted,
      sample('CommitmentWithdrawn'),
      [{ field: 'disposition', from: 'withdrawn', to: 'open' }],
    ],
    [
      'supersedes nothing',
      adopted,
      sample('CommitmentSuperseded'),
      [
        { field: 'disposition', from: 'superseded', to: 'open' },
        { field: 'supersededBy', from: samples.CommitmentSuperseded.by, to: [] },
      ],
    ],
    [
      'refers nothing',
      adopted,
      sample('CommitmentReferred'),
      [
        { field: 'disposition', from: 'referred', to: 'open' },
        { field: 'referredTo', from: samples.CommitmentReferred.toForum },
      ],
    ],
    [
      'moves no date',
      [...adopted, sample('DueDateSet', { due: { date: '2022' } })],
      sample('DueDateRevised', { to: { date: '2023' } }),
      [{ field: 'due', from: { date: '2023' }, to: { date: '2022' } }],
    ],
    [
      'carries nothing over',
      adopted,
      sample('CommitmentCarriedOver', { to: 'cpec-jwg-st.3' }),
      [{ field: 'carriedOver', from: ['cpec-jwg-st.3'], to: [] }],
    ],
    [
      'accepts no proposal',
      proposed,
      sample('CommitmentAccepted', { statement }),
      [
        { field: 'adoption', from: 'provisional', to: 'proposed' },
        { field: 'standsOn', from: 'cpec-jwg-st.3', to: 'cpec-jwg-st.2' },
      ],
    ],
    [
      'declines no proposal',
      proposed,
      sample('CommitmentNotAdopted'),
      [{ field: 'adoption', from: 'notAdopted', to: 'proposed' }],
    ],
  ])('%s', (_, life, effect, changes) => after(life, effect).then(takenBack(life, changes)));

  it('leaves adopted what the signed text of another session covers as well', () => {
    const effect = sample('CommitmentAdopted');
    after(provisional, effect, sample('AdoptionConfirmed')).then(
      takenBack(provisional, [{ field: 'signedIn', from: ['cpec-jwg-st.2', 'cpec-jwg-st.3'], to: ['cpec-jwg-st.3'] }]),
    );
  });
  it('leaves what came of its own: work that was reported after it has begun all the same', () =>
    after(adopted, sample('WorkStarted'), sample('ProgressReported')).then(takenBack(adopted, [])));
  it('stays while a later event on the same axis rests on it', () =>
    after(reportedComplete, sample('CompletionConfirmed'), sample('CommitmentReopened')).thenRefused('BUILT_ON'));
  it('stays while what is left could not be so: work on a mere proposal', () =>
    after(proposed, sample('CommitmentAccepted'), sample('WorkStarted')).thenRefused('BUILT_ON'));
  it('is taken back once', () => {
    const effect = sample('CommitmentLapsed');
    after(adopted, effect, sample('EffectTakenBack', { cause, entries: [uuid(adopted.length + 1)] })).thenNothing();
  });
  it('that never came to be needs no taking back', () =>
    given(commitment, ...adopted)
      .when(takeBack, facing(policy, adopted))
      .thenNothing());
});

describe('An entry by mistake', () => {
  const withdraw = (eventId: string): CommitmentCommand => ({ type: 'WithdrawEntry', data: { eventId, reason } });
  const correct = (eventId: string, field: string, value: unknown): CommitmentCommand => ({
    type: 'CorrectEntry',
    data: { eventId, field, new: value, reason },
  });
  const withdrawn = (
    life: readonly CommitmentEvent[],
    changes: (typeof samples)['EntryWithdrawn']['changes'],
    more = {},
  ) =>
    sample('EntryWithdrawn', {
      eventId: last(life),
      entry: life.at(-1)!.type,
      reason,
      changes,
      evidence: undefined,
      ...more,
    });

  it('is withdrawn by who made it: a completion reported for the wrong item, with the evidence that it brought', () => {
    const references = samples.CompletionReported.evidence.map(({ reference }) => reference);
    const event = withdrawn(
      reportedComplete,
      [
        { field: 'implementation', from: 'reportedComplete', to: 'inProgress' },
        { field: 'report', from: samples.CompletionReported },
      ],
      { evidence: references },
    );
    given(commitment, ...reportedComplete)
      .when(withdraw(last(reportedComplete)), facing(stza, reportedComplete))
      .then(event);
    given(commitment, ...reportedComplete, event)
      .when({ type: 'ConfirmCompletion', data: {} }, context(secretariat('CN')))
      .thenRefused('NOT_REPORTED_COMPLETE');
  });
  it('is withdrawn by the secretariat of who made it, and by nobody else', () => {
    const by = { actor: stza };
    const ask = (actor: Actor) =>
      given(commitment, ...reportedComplete).when(
        withdraw(last(reportedComplete)),
        facing(actor, reportedComplete, by),
      );
    for (const actor of [secretariat('CN'), focalPoint('pk-most')]) ask(actor).thenRefused('NOT_YOURS');
  });
  it('is not withdrawn once something rests on it', () => {
    const history = completed.map((event, n) => stored(event, stream, n, { actor: stza }));
    given(commitment, ...completed)
      .when(withdraw(last(reportedComplete)), context(stza, { history }))
      .thenRefused('BUILT_ON');
    const planned = [...adopted, sample('MilestoneDefined'), sample('MilestoneReached')];
    given(commitment, ...planned)
      .when(
        withdraw(last(planned.slice(0, -1))),
        context(stza, { history: planned.map((event, n) => stored(event, stream, n, { actor: stza })) }),
      )
      .thenRefused('BUILT_ON');
  });
  it('is a consent that is taken back before the other side gives its own', () => {
    const pk = secretariat('PK');
    const consented = [...adopted, sample('ConsentGiven', { side: 'PK', to: 'withdraw' })];
    given(commitment, ...consented)
      .when(withdraw(last(consented)), facing(pk, consented))
      .then(withdrawn(consented, [{ field: 'consents', from: { withdraw: ['PK'] }, to: {} }]));
    const settled = [
      ...consented,
      sample('ConsentGiven', { side: 'CN', to: 'withdraw' }),
      sample('CommitmentWithdrawn'),
    ];
    given(commitment, ...settled)
      .when(
        withdraw(last(consented)),
        context(pk, { history: settled.map((event, n) => stored(event, stream, n, { actor: pk })) }),
      )
      .thenRefused('BUILT_ON');
  });
  it('is withdrawn once', () => {
    const twice = [...reportedComplete, withdrawn(reportedComplete, [])];
    given(commitment, ...twice)
      .when(withdraw(last(reportedComplete)), facing(stza, twice))
      .thenNothing();
  });
  it('that a session decided is annulled there', () =>
    given(commitment, ...inProgress)
      .when(withdraw(last(inProgress)), facing(secretariat('PK'), inProgress, { actor: policy }))
      .thenRefused('NOT_CORRECTABLE'));
  it('that nobody made is not found, and neither is what the other side keeps to itself', () => {
    given(commitment, ...adopted)
      .when(withdraw(uuid(77)), facing(stza, adopted))
      .thenRefused('UNKNOWN_ENTRY');
    const reported = [...inProgress, sample('ProgressReported')];
    const hidden: Partial<Metadata> = { actor: secretariat('CN'), visibility: 'sideInternal' };
    given(commitment, ...reported)
      .when(withdraw(last(reported)), facing(secretariat('PK'), reported, hidden))
      .thenRefused('UNKNOWN_ENTRY');
    given(commitment, ...reported)
      .when(withdraw(last(reported)), facing(secretariat('CN'), reported, hidden))
      .thenRefused('NOT_CORRECTABLE');
  });

  const dueSet = [...adopted, sample('DueDateSet', { due: { date: '2202-12' } })];
  const pk = secretariat('PK');
  it('is corrected where it was mistyped, and the commitment stands as if it had been right', () =>
    given(commitment, ...dueSet)
      .when(correct(last(dueSet), 'due', { date: '2022-12' }), facing(pk, dueSet))
      .then(
        sample('EntryCorrected', {
          eventId: last(dueSet),
          field: 'due',
          old: { date: '2202-12' },
          new: { date: '2022-12' },
          reason,
          changes: [{ field: 'due', from: { date: '2202-12' }, to: { date: '2022-12' } }],
        }),
      ));
  it('does not move what was decided since', () => {
    const revised = [...dueSet, sample('DueDateRevised', { to: { date: '2024' } })];
    const history = revised.map((event, n) => stored(event, stream, n, { actor: pk }));
    given(commitment, ...revised)
      .when(correct(last(dueSet), 'due', { date: '2022-12' }), context(pk, { history }))
      .then(
        sample('EntryCorrected', {
          eventId: last(dueSet),
          old: { date: '2202-12' },
          new: { date: '2022-12' },
          reason,
          changes: [],
        }),
      );
  });
  it('is not corrected to the same again, nor to what the entry could not have been', () => {
    const ask = (field: string, value: unknown) =>
      given(commitment, ...dueSet).when(correct(last(dueSet), field, value), facing(pk, dueSet));
    ask('due', { date: '2202-12' }).thenNothing();
    ask('due', 'some day').thenRefused('NOT_CORRECTABLE');
    ask('statement', statement).thenRefused('NOT_CORRECTABLE');
    ask('due', { session: 'cpec-jwg-gwadar.2' }).thenRefused('OTHER_FORUM');
  });
});

describe('Particulars of an undertaking that were recorded wrongly', () => {
  const {
    commitmentId: _id,
    legacy: _legacy,
    forum: _forum,
    adoption: _adoption,
    ...registered
  } = samples.CommitmentRegistered;
  const { statement: said, ...particulars } = registered;
  const command = (changes: object): CommitmentCommand => ({
    type: 'CorrectParticulars',
    data: { cause, particulars: { ...particulars, ...changes }, reason, statement: said! },
  });
  const facingCause = facing(policy, provisional, { causationId: cause });

  it('are corrected field by field, and the commitment keeps its id', () =>
    given(commitment, ...provisional)
      .when(command({ lead: ['pk-pec'] }), facingCause)
      .then(
        sample('EntryCorrected', {
          eventId: last(provisional),
          field: 'lead',
          old: samples.CommitmentRegistered.lead,
          new: ['pk-pec'],
          reason,
          changes: [{ field: 'lead', from: samples.CommitmentRegistered.lead, to: ['pk-pec'] }],
        }),
      ));
  it('are left where nothing is wrong, or where the statement did not bring it up', () => {
    given(commitment, ...provisional)
      .when(command({}), facingCause)
      .thenNothing();
    given(commitment, ...provisional)
      .when(command({ lead: ['pk-pec'] }), facing(policy, provisional))
      .thenNothing();
  });
  it('stay as they are while the work is complete that would never have had an end', () => {
    const history = completed.map((it, n) => stored(it, stream, n, n === 0 ? { causationId: cause } : {}));
    given(commitment, ...completed)
      .when(command({ kind: 'continuing' }), context(policy, { history }))
      .thenRefused('BUILT_ON');
    const reopened = sample('CommitmentReopened');
    given(commitment, ...completed, reopened)
      .when(
        command({ kind: 'continuing' }),
        context(policy, { history: [...history, stored(reopened, stream, completed.length)] }),
      )
      .then(
        sample('EntryCorrected', {
          eventId: uuid(1),
          field: 'kind',
          old: 'support',
          new: 'continuing',
          reason,
          changes: [{ field: 'kind', from: 'support', to: 'continuing' }],
        }),
      );
  });
  it('are corrected as differences from the proposal that the decision took up', () => {
    const taken = [
      ...proposed,
      sample('CommitmentAccepted', { diff: [{ field: 'lead', from: ['pk-stza'], to: ['pk-hec'] }] }),
    ];
    const diff = [{ field: 'lead' as const, from: ['pk-stza'], to: ['pk-pec'] }];
    given(commitment, ...taken)
      .when(command({ lead: ['pk-pec'] }), facing(policy, taken, { causationId: cause }))
      .then(
        sample('EntryCorrected', {
          eventId: last(taken),
          field: 'diff',
          old: [{ field: 'lead', from: ['pk-stza'], to: ['pk-hec'] }],
          new: diff,
          reason,
          changes: [{ field: 'lead', from: ['pk-hec'], to: ['pk-pec'] }],
        }),
      );
  });
});

describe('What the signed text says of a commitment that continues', () => {
  const goesOn = sample('CommitmentRegistered', { kind: 'continuing' });
  const ends = sample('CommitmentAdoptedWithChanges', { diff: [{ field: 'kind', from: 'continuing', to: 'support' }] });
  const done = [sample('CompletionReported'), sample('CompletionConfirmed')];
  const asked = (command: CommitmentCommand, ...life: CommitmentEvent[]) => {
    const history = life.map((it, n) => stored(it, stream, n, it === ends ? { causationId: cause } : {}));
    return given(commitment, ...life).when(command, context(policy, { history }));
  };

  it('is corrected unless it was completed since as one that ends', () => {
    const { session } = ends.data;
    const correct: CommitmentCommand = { type: 'CorrectAdoption', data: { session, diff: [], reason } };
    asked(correct, goesOn, ends, ...done).thenRefused('BUILT_ON');
    asked(correct, goesOn, ends).then(
      sample('EntryCorrected', {
        eventId: uuid(2),
        field: 'diff',
        old: ends.data.diff,
        new: [],
        reason,
        changes: [{ field: 'kind', from: 'support', to: 'continuing' }],
      }),
    );
  });
  it('stands with a signature as long as it is complete, although another session’s text covers it too', () =>
    asked(
      { type: 'TakeBackEffect', data: { cause, reason } },
      goesOn,
      ends,
      sample('AdoptionConfirmed'),
      ...done,
    ).thenRefused('BUILT_ON'));
});
