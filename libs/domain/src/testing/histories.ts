import fc from 'fast-check';
import { readsId } from '../reads/decide.js';
import { auditor, recorder, samples } from '../samples.js';
import { acts, opening } from './acts.js';
import { above, type Model } from './model.js';
import { Dice, institutions, text } from './table.js';

/**
 * One step of a history: the act, and the dice that decide its details. It has a meaning in every state, so steps can
 * be left out.
 */
export interface Move {
  readonly what: keyof typeof acts;
  readonly dice: number;
  /** Where several forums do their work. */
  readonly forum?: string;
}

const weights: Record<keyof typeof acts, number> = {
  house: 2,
  meet: 1,
  calendar: 2,
  say: 6,
  minutes: 2,
  conclude: 2,
  add: 2,
  record: 2,
  agreeOnCorrection: 1,
  move: 1,
  setRight: 2,
  unsign: 1,
  work: 8,
  settle: 3,
  finish: 2,
  pause: 1,
  redate: 2,
  legacy: 1,
  refer: 2,
  carry: 5,
};

export const moves = (length = 120): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(
        ...Object.entries(weights).flatMap(([what, n]) => Array<string>(n).fill(what)),
      ) as fc.Arbitrary<Move['what']>,
      dice: fc.nat(),
    }),
    { minLength: length / 2, maxLength: length, size: 'max' },
  );

/** A forum with its parent and its institutions, and its first session open. */
export const begin = (model: Model, forum: string): void => {
  const table = { model, forum, dice: new Dice(1) };
  for (const data of [
    { ...samples.ForumEstablished, forum: above(forum), parent: undefined },
    { ...samples.ForumEstablished, forum, parent: above(forum) },
  ]) {
    model.issue({ category: 'forum', id: data.forum, command: { type: 'EstablishForum', data }, actor: recorder });
    for (const institution of institutions) {
      const side = institution.startsWith('cn') ? 'CN' : 'PK';
      const command = { type: 'RegisterInstitution', data: { institution, side, name: text } } as const;
      model.issue({ category: 'forum', id: data.forum, command, actor: recorder });
    }
  }
  for (const order of opening(table, `${forum}.1`)) model.issue({ ...order, actor: recorder });
};

export const perform = (model: Model, forum: string, { what, dice }: Move): void => {
  for (const order of acts[what]({ model, forum, dice: new Dice(dice) })) model.issue(order);
};

/** A whole history. At its end, everything that was said has taken effect. */
export const history = (model: Model, forum: string, all: readonly Move[]): Model => {
  begin(model, forum);
  for (const move of all) perform(model, forum, move);
  model.carry(forum);
  return model;
};

/** An auditor reads all of it. */
export const readAtLast = (model: Model, forum: string): Model => {
  const command = { type: 'RecordRead', data: { forum, what: 'export', position: model.log.length } } as const;
  model.issue({ category: 'reads', id: readsId(forum, '2026-01-01'), command, actor: auditor });
  return model;
};
