import type { AnyProjection } from '@jwg/event-sourcing';
import { commitments } from '../commitments/projection.js';
import { dockets } from '../dockets/projection.js';
import { forums } from '../forums/projection.js';
import { journal } from '../journal/projection.js';
import { responsibilities } from '../responsibilities/projection.js';
import { spokenWords } from '../search/projection.js';
import { sessions } from '../sessions/projection.js';
import { statements } from '../sessions/statements.js';

/** What any question may read. */
export const answering: readonly AnyProjection[] = [
  forums,
  sessions,
  statements,
  commitments,
  responsibilities,
  dockets,
  journal,
];

/** Every read model, for code that follows, rebuilds or checks them. Only a search reads the words, and waits for them. */
export const projections: readonly AnyProjection[] = [...answering, spokenWords];
