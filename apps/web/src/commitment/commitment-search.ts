import { orders, shows, type Order, type Show } from './timeline-items.js';

export interface CommitmentSearch {
  /** Which events the timeline shows; missing: all. */
  readonly show?: Show;
  /** By when they were recorded; missing: by when they happened. */
  readonly order?: Order;
}

const oneOf = <T extends string>(values: readonly T[], given: unknown): T | undefined =>
  values.find((it) => it === given);

export const commitmentSearch = (given: Record<string, unknown>): CommitmentSearch => {
  const [show, order] = [oneOf(shows, given['show']), oneOf(orders, given['order'])];
  return { ...(show !== undefined && { show }), ...(order !== undefined && { order }) };
};
