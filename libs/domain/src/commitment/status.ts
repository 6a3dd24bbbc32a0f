import type { Axes } from './state.js';

/**
 * The status in one word, as people use it; the first match in the domain's order. A separate flag shows if it is
 * unsigned.
 */
export type Status = Axes['implementation'] | 'proposed' | 'notAdopted' | Exclude<Axes['disposition'], 'open'>;

export const statusOf = ({ adoption, implementation, disposition }: Axes): Status =>
  disposition !== 'open'
    ? disposition
    : adoption === 'notAdopted' || adoption === 'proposed'
      ? adoption
      : implementation;

/**
 * The transition of the domain's table by which an event changed a status. It leads an auditor from a status to its
 * rule.
 */
export const ruleOf = (type: string, before: Axes | undefined, after: Axes): string | undefined => {
  switch (type) {
    case 'CommitmentRegistered':
      return after.adoption === 'proposed' ? 'T1' : 'T2';
    case 'CommitmentAccepted':
      return 'T2';
    case 'CommitmentAdopted':
    case 'CommitmentAdoptedWithChanges':
      return 'T4';
    case 'CommitmentNotAdopted':
      return before?.adoption === 'proposed' ? 'T3' : 'T5';
    case 'WorkStarted':
    case 'ProgressReported':
    case 'MilestoneReached':
      return before?.implementation === 'notStarted' ? 'T6' : undefined;
    case 'CommitmentBlocked':
    case 'CommitmentUnblocked':
      return 'T7';
    case 'CompletionReported':
      return 'T8';
    case 'CompletionConfirmed':
      return 'T9';
    case 'CompletionNotAccepted':
      return 'T10';
    case 'CommitmentReopened':
      return before?.disposition === 'open' ? 'T11' : 'T16';
    case 'CommitmentSuperseded':
      return 'T12';
    case 'CommitmentWithdrawn':
      return 'T13';
    case 'CommitmentLapsed':
      return 'T14';
    case 'CommitmentReferred':
    case 'ReferralReturned':
      return 'T15';
    case 'EffectTakenBack':
    case 'EntryCorrected':
    case 'EntryWithdrawn':
      return 'T17';
    default:
      return undefined;
  }
};
