/** A matrix as the API answers it, as far as how commitments stand. */
export interface Answer {
  readonly commitments: readonly Line[];
}
interface Line {
  readonly id: string;
  readonly status: string;
  readonly adoption: string;
}

/** What changed from one answer to another: as an auditor would tell it who has both on paper. */
export const changedFrom = (then: Answer, now: Answer) => {
  const before = new Map(then.commitments.map((line) => [line.id, line]));
  const after = new Set(now.commitments.map(({ id }) => id));
  const both = now.commitments.flatMap((line) => {
    const old = before.get(line.id);
    return old ? [{ old, line }] : [];
  });
  return {
    appeared: now.commitments.filter(({ id }) => !before.has(id)).length,
    gone: then.commitments.filter(({ id }) => !after.has(id)).length,
    'in another status': both.filter(({ old, line }) => old.status !== line.status).length,
    adopted: both.filter(({ old, line }) => line.adoption === 'adopted' && old.adoption !== 'adopted').length,
  };
};
