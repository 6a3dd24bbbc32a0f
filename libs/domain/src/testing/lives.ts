import { sample } from '../samples.js';
import type { CommitmentEvent } from '../commitment/events.js';

// Short histories of one commitment (`cpec-jwg-st.2.c1`, led by pk-stza). Each ends with the status that it is named
// after.
type Life = readonly CommitmentEvent[];

export const proposed: Life = [sample('CommitmentRegistered', { adoption: 'proposed', proposedBy: 'PK' })];
export const provisional: Life = [sample('CommitmentRegistered')];
export const notAdopted: Life = [...proposed, sample('CommitmentNotAdopted')];
export const adopted: Life = [...provisional, sample('CommitmentAdopted')];
export const inProgress: Life = [...adopted, sample('WorkStarted')];
export const onHold: Life = [...inProgress, sample('CommitmentBlocked')];
export const reportedComplete: Life = [...inProgress, sample('CompletionReported')];
export const completed: Life = [...reportedComplete, sample('CompletionConfirmed')];
export const referred: Life = [...adopted, sample('CommitmentReferred')];
export const superseded: Life = [...adopted, sample('CommitmentSuperseded')];
export const withdrawn: Life = [...adopted, sample('CommitmentWithdrawn')];
export const lapsed: Life = [...adopted, sample('CommitmentLapsed')];
export const continuing: Life = [sample('CommitmentRegistered', { kind: 'continuing' }), sample('CommitmentAdopted')];
