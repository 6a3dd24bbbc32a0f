import type { AnyProjection } from '@jwg/event-sourcing';
import { commitments } from '../commitments/projection.js';
import { dockets } from '../dockets/projection.js';
import { forums } from '../forums/projection.js';
import { journal } from '../journal/projection.js';
import { responsibilities } from '../responsibilities/projection.js';
import { spokenWords } from '../search/projection.js';
import { sessions } from '../sessions/projection.js';
import { statements } from '../sessions/statements.js';

/** Every read model, for code that follows, rebuilds or checks them. */
export const projections: readonly AnyProjection[] = [
  forums,
  sessions,
  statements,
  commitments,
  responsibilities,
  dockets,
  journal,
  spokenWords,
];
