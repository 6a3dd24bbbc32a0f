import { describe, it } from '@jest/globals';
import type { Decider, Fact } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { Refused } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import type { Actor } from '../metadata.js';
import { auditor, coChair, context, focalPoint, policy, recorder, secretariat, service } from '../samples.js';

/**
 * One actor of each kind. `lead` leads the sample commitment, `other` is another institution, and ZZ is no side of the
 * forum.
 */
const everybody = {
  recorder,
  PK: secretariat('PK'),
  CN: secretariat('CN'),
  ZZ: secretariat('ZZ'),
  sideless: { id: 'sideless', role: 'secretariat' },
  coChair: coChair('PK'),
  lead: focalPoint('pk-stza'),
  other: focalPoint('pk-pec'),
  auditor,
  service,
  policy,
} satisfies Record<string, Actor>;
export type Who = keyof typeof everybody;

/** One command, in a situation where only the role can be a reason to refuse it. */
export interface Row<Event extends Fact, Data> {
  readonly given?: readonly Event[];
  readonly data: Data;
  readonly more?: Parameters<typeof context>[1];
  readonly may: readonly Who[];
  /** The refusal for all others; `ROLE_MAY_NOT` by default. */
  readonly otherwise?: string | Readonly<Partial<Record<Who, string>>>;
}
export type Rows<Event extends Fact, Command extends Fact> = {
  readonly [C in Command as C['type']]: Row<Event, C['data']>;
};

/** Tests every command by every role; a command without a row does not compile. */
export const describeRoles = <State, Command extends Fact, Event extends Fact>(
  decider: Decider<State, Command, Event, Context>,
  rows: Rows<Event, Command>,
): void =>
  describe.each(Object.entries<Row<Event, unknown>>(rows))('%s', (type, row) => {
    const refusalOf = (who: Who) =>
      (typeof row.otherwise === 'string' ? row.otherwise : row.otherwise?.[who]) ??
      // The secretariat of another side may not do what one of the forum's secretariats may.
      (who === 'ZZ' && (row.may.includes('PK') || row.may.includes('CN')) ? 'OTHER_SIDE' : 'ROLE_MAY_NOT');
    it.each(Object.keys(everybody) as Who[])('answers %s as the table says', (who) => {
      const command = { type, data: row.data } as Command;
      const asked = context(everybody[who], row.more);
      if (row.may.includes(who)) leadsToSomething(decider, row.given ?? [], command, asked);
      else
        given(decider, ...(row.given ?? []))
          .when(command, asked)
          .thenRefused(refusalOf(who));
    });
  });

const leadsToSomething = <State, Command extends Fact, Event extends Fact>(
  { initial, evolve, decide }: Decider<State, Command, Event, Context>,
  history: readonly Event[],
  command: Command,
  asked: Context,
): void => {
  try {
    const state = history.reduce(evolve, initial);
    if (decide(command, state, asked).length === 0) throw new Error(`${command.type} led to nothing`);
  } catch (error) {
    if (error instanceof Refused) throw new Error(`Refused with ${error.code}: ${error.detail}`, { cause: error });
    throw error;
  }
};
