import { describe, it } from '@jest/globals';
import type { Decider, Fact } from '@jwg/event-sourcing';
import { given } from '@jwg/event-sourcing/spec';
import { Refused } from '@jwg/event-sourcing';
import type { Context } from '../context.js';
import type { Actor } from '../metadata.js';
import { auditor, coChair, context, focalPoint, policy, recorder, secretariat, service } from '../samples.js';

/** Everybody who may come to the ledger: `lead` is the institution that leads the sample commitment, `other` another one, ZZ no side. */
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

/** One command in a situation in which nothing but the role can stand in its way. */
export interface Row<Event extends Fact, Data> {
  readonly given?: readonly Event[];
  readonly data: Data;
  readonly more?: Parameters<typeof context>[1];
  readonly may: readonly Who[];
  /** What the others are told; `ROLE_MAY_NOT` where nothing else is said. */
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
      // What one of its secretariats may do is not for that of another country.
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
