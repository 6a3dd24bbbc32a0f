import type { Difference } from '../vocabulary.js';
import type { Agreement } from './agreement.js';

export interface Draft {
  readonly version: number;
  readonly digest: string;
  readonly languages: readonly string[];
  readonly statementIds: readonly string[];
  readonly changes: readonly { commitmentId: string; diff: readonly Difference[] }[];
  /** Digest of what the record said when this version was drafted; versions of older builds have none. */
  readonly record?: string;
  /** The record was changed since then, so this version cannot be signed. */
  readonly outdated?: true;
}

interface Drafted extends Agreement {
  readonly draft?: Draft;
  readonly inEffect: boolean;
}

/** What a draft says is out of date when a statement is added, or when one of its own statements is changed. */
export const outdate = <S extends Drafted>(state: S, statementId?: string): S => {
  const { draft, inEffect } = state;
  if (!draft || (statementId !== undefined && !draft.statementIds.includes(statementId))) return state;
  // What both signed stands as it is; but if a signature falls, this version is no longer what can be signed again.
  if (inEffect) return statementId === undefined ? state : { ...state, draft: { ...draft, outdated: true } };
  return { ...state, draft: { ...draft, outdated: true }, agreedVersion: undefined, agreedBy: [] };
};
