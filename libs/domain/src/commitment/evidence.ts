import type { StoredEvent } from '@jwg/event-sourcing';
import { allow, type Context } from '../context.js';
import { acting, type Metadata } from '../metadata.js';
import type { Evidence } from '../vocabulary.js';
import type { CommitmentEvent } from './events.js';
import { refuse, requireRegistered, requireResponsible, type DataOf } from './rules.js';
import type { Commitment } from './state.js';

export const attachEvidence = (
  data: DataOf<'EvidenceAttached'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireMayKeep(state, context);
  return state.evidence.includes(data.evidence.reference) ? [] : [{ type: 'EvidenceAttached', data }];
};

export const retractEvidence = (
  data: DataOf<'EvidenceRetracted'>,
  state: Commitment,
  context: Context,
): CommitmentEvent[] => {
  requireMayKeep(state, context);
  if (!state.evidence.includes(data.reference))
    refuse('UNKNOWN_EVIDENCE', `There is no evidence ${data.reference} here.`, data.reference);
  requireOwnEvidence(data.reference, context);
  return [{ type: 'EvidenceRetracted', data }];
};

/** Evidence is kept by whoever works on the commitment, their secretariat, and the recorder. */
const requireMayKeep = (state: Commitment, context: Context): void => {
  requireRegistered(state);
  allow(context, 'focalPoint', 'secretariat', 'recorder');
  requireResponsible(context, [...state.lead, ...state.support]);
};

/** Each side retracts what it brought itself; what a session said, it annuls. A recorder enters for both sides. */
const requireOwnEvidence = (reference: string, { actor, history }: Context): void => {
  const { role, side } = acting(actor);
  const brought = history.findLast((event) => referencesIn(event).includes(reference));
  if (role === 'recorder' || !brought) return;
  const author = acting((brought.metadata as Metadata).actor);
  if (author.role === 'policy')
    refuse('ONLY_BY_A_SESSION', `${reference} was brought by a session, which annuls what it said.`, reference);
  if (author.side !== undefined && author.side !== side)
    refuse('OTHER_SIDE', `${reference} was brought by ${author.side}, which retracts it.`, reference);
};

/** The references of the evidence that an entry brought. */
export const referencesIn = ({ data }: StoredEvent): string[] => {
  const { evidence } = data as { evidence?: Evidence | Evidence[] };
  if (evidence === undefined) return [];
  return [evidence].flat().flatMap((it) => (typeof it === 'object' ? [it.reference] : []));
};
