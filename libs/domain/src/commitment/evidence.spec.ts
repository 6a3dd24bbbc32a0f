import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import type { Actor } from '../metadata.js';
import { context, focalPoint, policy, recorder, sample, samples, secretariat, stored } from '../samples.js';
import { adopted } from '../testing/lives.js';
import { commitment, type CommitmentCommand } from './decide.js';

const { reference } = samples.EvidenceAttached.evidence;
const retract: CommitmentCommand = { type: 'RetractEvidence', data: { reference, reason: 'Not ours' } };
const retracted = sample('EvidenceRetracted', { reference, reason: 'Not ours' });
const life = [...adopted, sample('EvidenceAttached')];

/** The evidence was brought by one; another retracts it. */
const retracting = (by: Actor, broughtBy: Actor) =>
  given(commitment, ...life).when(
    retract,
    context(by, {
      history: life.map((event, n) => stored(event, 'commitment-cpec-jwg-st.2.c1', n, { actor: broughtBy })),
    }),
  );

describe('Evidence', () => {
  it('is retracted by the side that brought it, whoever of that side did', () => {
    retracting(secretariat('PK'), secretariat('PK')).then(retracted);
    retracting(secretariat('PK'), focalPoint('pk-stza')).then(retracted);
  });
  it('is not retracted by the other side', () =>
    retracting(secretariat('CN'), focalPoint('pk-stza')).thenRefused('OTHER_SIDE'));
  it('that a session brought is retracted by no side', () =>
    retracting(secretariat('PK'), policy).thenRefused('ONLY_BY_A_SESSION'));
  it('is retracted by a recorder, who enters for both sides', () =>
    retracting(recorder, focalPoint('pk-stza')).then(retracted));
});
