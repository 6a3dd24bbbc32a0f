import { categoryOf, idOf } from '@jwg/event-sourcing';
import type { CommitmentCommand } from '../commitment/decide.js';
import type { Commitment } from '../commitment/state.js';
import type { Actor } from '../metadata.js';
import type { ForumCommand } from '../forum/decide.js';
import { forumOf } from '../ids.js';
import type { SessionCommand } from '../session/decide.js';
import { auditor, coChair, focalPoint, recorder, secretariat, service } from '../samples.js';
import { commitmentKinds } from '../vocabulary.js';
import type { Model, Order } from './model.js';

// Shared by the generators of random histories: dice, a view of the state, and commands by actors who mostly may give
// them.
export const institutions = ['pk-a', 'pk-b', 'cn-a', 'cn-b', 'constructor'];
const everybody: Actor[] = [
  recorder,
  secretariat('PK'),
  secretariat('CN'),
  secretariat('XX'),
  coChair('PK'),
  coChair('CN'),
  ...institutions.slice(0, 4).map(focalPoint),
  auditor,
  service,
];
export const digests = ['1a', '2b'].map((byte) => `sha256:${byte.repeat(32)}`);
export const reason = 'Because';
export const text = { en: 'Words' };

/** Mulberry32: the same seed gives the same choices. */
export class Dice {
  constructor(private seed: number) {}
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  chance = (part: number): boolean => this.next() < part;
  pick = <T>(items: readonly T[]): T => items[Math.floor(this.next() * items.length)]!;
  some = <T>(items: readonly T[], part: number): T[] => items.filter(() => this.chance(part));
}

export interface Table {
  readonly model: Model;
  readonly forum: string;
  readonly dice: Dice;
}

export const idsOf = ({ model, forum }: Table, category: string): string[] =>
  [...model.streams.keys()].filter((it) => categoryOf(it) === category && forumOf(idOf(it)) === forum).map(idOf);
export const latestSession = (table: Table): string => idsOf(table, 'session').at(-1) ?? `${table.forum}.1`;
export const someSession = (table: Table): string =>
  table.dice.chance(0.8) ? latestSession(table) : (table.dice.pick(idsOf(table, 'session')) ?? `${table.forum}.9`);
/** Sometimes one that does not exist; mostly one of the first, so that some of them have a long history. */
export const someCommitment = (table: Table): string => {
  const { dice, forum } = table;
  const ids = idsOf(table, 'commitment');
  if (ids.length === 0 || dice.chance(0.03)) return `${forum}.8.c8`;
  return dice.pick(dice.chance(0.7) ? ids.slice(0, 4) : ids);
};
export const stateOf = ({ model }: Table, id: string): Commitment => model.state('commitment', id);

export const usually = ({ dice }: Table, actor: Actor): Actor => (dice.chance(0.9) ? actor : dice.pick(everybody));

export const inForum = (table: Table, command: ForumCommand, actor = recorder): Order => ({
  category: 'forum',
  id: table.forum,
  command,
  actor: usually(table, actor),
});
export const inSession = (table: Table, id: string, command: SessionCommand, actor = recorder): Order => ({
  category: 'session',
  id,
  command,
  actor: usually(table, actor),
});
export const onCommitment = (table: Table, id: string, command: CommitmentCommand, actor: Actor): Order => ({
  category: 'commitment',
  id,
  command,
  actor: usually(table, actor),
});

export const undertaking = ({ dice }: Table) => ({
  kind: dice.chance(0.4) ? ('support' as const) : dice.pick(commitmentKinds),
  title: text,
  lead: dice.some(institutions, 0.4),
  support: dice.some(institutions, 0.3),
  beneficiaries: [],
  ...(dice.chance(0.3) && { due: { date: dice.pick(['2023', '2024-05']) } }),
});
