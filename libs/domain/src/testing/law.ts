import type { Axes } from '../commitment/state.js';

// Written from the domain's table of transitions (T1–T16), not from the code: how a commitment and a session may
// change, by which event and by whose act. The property tests check every prefix of every history against it.

interface Transition {
  readonly rule: string;
  readonly by: readonly string[];
  readonly axis: keyof Axes;
  readonly from: readonly string[];
  readonly to: string;
  readonly who: readonly string[];
  /** The event may also come when the axis has this value already, and then changes nothing. */
  readonly again?: true;
}

export const transitions: readonly Transition[] = [
  {
    rule: 'T2',
    by: ['CommitmentAccepted'],
    axis: 'adoption',
    from: ['proposed'],
    to: 'provisional',
    who: ['policy'],
    again: true,
  },
  { rule: 'T3', by: ['CommitmentNotAdopted'], axis: 'adoption', from: ['proposed'], to: 'notAdopted', who: ['policy'] },
  {
    rule: 'T4',
    by: ['CommitmentAdopted', 'CommitmentAdoptedWithChanges'],
    axis: 'adoption',
    from: ['provisional'],
    to: 'adopted',
    who: ['policy'],
  },
  {
    rule: 'T4',
    by: ['AdoptionConfirmed'],
    axis: 'adoption',
    from: ['adopted'],
    to: 'adopted',
    who: ['policy'],
  },
  {
    rule: 'T5',
    by: ['CommitmentNotAdopted'],
    axis: 'adoption',
    from: ['provisional'],
    to: 'notAdopted',
    who: ['policy'],
  },
  {
    rule: 'T6',
    by: ['WorkStarted'],
    axis: 'implementation',
    from: ['notStarted'],
    to: 'inProgress',
    who: ['focalPoint', 'secretariat', 'policy'],
  },
  {
    rule: 'T6',
    by: ['ProgressReported', 'MilestoneReached'],
    axis: 'implementation',
    from: ['notStarted'],
    to: 'inProgress',
    who: ['focalPoint', 'secretariat'],
    again: true,
  },
  {
    rule: 'T7',
    by: ['CommitmentBlocked'],
    axis: 'implementation',
    from: ['inProgress'],
    to: 'onHold',
    who: ['focalPoint', 'secretariat'],
  },
  {
    rule: 'T7',
    by: ['CommitmentUnblocked'],
    axis: 'implementation',
    from: ['onHold'],
    to: 'inProgress',
    who: ['focalPoint', 'secretariat'],
  },
  {
    rule: 'T8',
    by: ['CompletionReported'],
    axis: 'implementation',
    from: ['notStarted', 'inProgress'],
    to: 'reportedComplete',
    who: ['focalPoint', 'secretariat', 'policy'],
  },
  {
    rule: 'T9',
    by: ['CompletionConfirmed'],
    axis: 'implementation',
    from: ['reportedComplete'],
    to: 'completed',
    // A focal point's report may be what the forum's confirmation had waited for.
    who: ['secretariat', 'policy', 'focalPoint'],
  },
  {
    rule: 'T10',
    by: ['CompletionNotAccepted'],
    axis: 'implementation',
    from: ['reportedComplete'],
    to: 'inProgress',
    who: ['secretariat', 'policy'],
  },
  // What is closed and completed is opened again first; it stays completed.
  {
    rule: 'T16',
    by: ['CommitmentReopened'],
    axis: 'disposition',
    from: ['superseded', 'withdrawn', 'lapsed'],
    to: 'open',
    who: ['policy'],
  },
  {
    rule: 'T11',
    by: ['CommitmentReopened'],
    axis: 'implementation',
    from: ['completed'],
    to: 'inProgress',
    who: ['secretariat', 'policy'],
  },
  { rule: 'T12', by: ['CommitmentSuperseded'], axis: 'disposition', from: ['open'], to: 'superseded', who: ['policy'] },
  {
    rule: 'T13',
    by: ['CommitmentWithdrawn'],
    axis: 'disposition',
    from: ['open'],
    to: 'withdrawn',
    who: ['secretariat', 'policy'],
  },
  {
    rule: 'T14',
    by: ['CommitmentLapsed'],
    axis: 'disposition',
    from: ['open'],
    to: 'lapsed',
    who: ['secretariat', 'policy'],
  },
  { rule: 'T15', by: ['CommitmentReferred'], axis: 'disposition', from: ['open'], to: 'referred', who: ['policy'] },
  { rule: 'T15', by: ['ReferralReturned'], axis: 'disposition', from: ['referred'], to: 'open', who: ['policy'] },
];

/** What sets an entry right moves the axes to where they would be without the mistake, so anywhere that is possible. */
export const settingRight: Readonly<Record<string, readonly string[]>> = {
  EffectMoved: ['policy'],
  EffectTakenBack: ['policy'],
  EntryCorrected: ['focalPoint', 'secretariat', 'coChair', 'recorder', 'policy'],
  EntryWithdrawn: ['focalPoint', 'secretariat', 'coChair', 'recorder'],
};

/** Combinations of the axes that no history may reach, each with the reason. */
export const impossible: readonly [string, (axes: Axes & { kind: string }) => boolean][] = [
  ['work on what is only proposed', (it) => it.adoption === 'proposed' && it.implementation !== 'notStarted'],
  ['completed without both signatures', (it) => it.implementation === 'completed' && it.adoption !== 'adopted'],
  ['completed although it continues', (it) => it.implementation === 'completed' && it.kind === 'continuing'],
  ['referred although it was not adopted', (it) => it.disposition === 'referred' && it.adoption === 'notAdopted'],
];

/** For each session event: the phases in which it may come, and the phase after it if it changes the phase. */
export const phases: Readonly<Record<string, { from: readonly string[]; to?: string }>> = {
  SessionScheduled: { from: ['unknown'], to: 'scheduled' },
  NumberGiven: { from: ['unknown'] },
  SessionRescheduled: { from: ['scheduled', 'postponed'], to: 'scheduled' },
  SessionPostponed: { from: ['scheduled'], to: 'postponed' },
  SessionReinstated: { from: ['cancelled'], to: 'scheduled' },
  SessionAnnulled: { from: ['scheduled', 'postponed', 'cancelled', 'open', 'concluded'], to: 'unknown' },
  SessionCancelled: { from: ['scheduled', 'postponed'], to: 'cancelled' },
  SessionOpened: { from: ['scheduled', 'postponed'], to: 'open' },
  SessionHeld: { from: ['scheduled', 'postponed'], to: 'concluded' },
  // A session that was known only by its minutes is over before its days become known.
  SessionConcluded: { from: ['open', 'concluded'], to: 'concluded' },
  SessionDated: { from: ['concluded'] },
  AgendaAgreed: { from: ['scheduled', 'postponed', 'open'] },
  NextSessionFixed: { from: ['open'] },
  MinutesDrafted: { from: ['concluded'] },
  MinutesCommented: { from: ['concluded'] },
  MinutesTextAgreed: { from: ['concluded'] },
  MinutesSignedBySide: { from: ['concluded'] },
  MinutesEnteredIntoEffect: { from: ['concluded'] },
};
