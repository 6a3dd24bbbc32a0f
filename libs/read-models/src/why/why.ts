import { lastMoves, type Axes, type Standing, type Status } from '@jwg/domain';
import { flagContextOf } from '../commitments/flag-context.js';
import { flagNames, flagsOf, nameOf, type Flag } from '../commitments/flags.js';
import { commitments } from '../commitments/projection.js';
import { streamOf } from '../events/citation.js';
import { eventsAt } from '../journal/entry.js';
import { journal, journalKey } from '../journal/projection.js';
import type { RowsAt } from '../rows/rows-at.js';
import { flagReason } from './flag-reasons.js';
import { refusalsOf, SHOWN, type ReasonOfRefusal } from './refusals.js';
import { linksOf } from './links-of.js';
import { linkOf, statementLink, type OwnEvent, type ReasonLink } from './links.js';

export const whatOf = [
  'status',
  'due',
  'responsible',
  'refusals',
  ...flagNames.map((it) => `flag:${it}` as const),
] as const;
export type WhyAsked = (typeof whatOf)[number];

/** Why a commitment stands as it stands: each value, flag and refusal with what it goes back to. */
export interface Why {
  readonly commitment: string;
  readonly position: number;
  /** The day for which flags are computed. */
  readonly on: string;
  readonly status: Status;
  readonly reasons: readonly ReasonOf[];
  /** What sessions said that could not take effect, the latest fifty. */
  readonly refusals: readonly ReasonOfRefusal[];
}

export interface ReasonOf {
  readonly what: keyof Axes | 'due' | 'lead' | 'support' | 'flag';
  /** What it is: `adopted`, `2024-06-30`, `pk-most, cn-most`, `overdue`. Empty where there is none. */
  readonly value: string;
  /** Of a flag: why it has it, in a sentence. */
  readonly because?: string;
  /** At most fifty, the latest. */
  readonly links: readonly ReasonLink[];
}

/** `undefined` when there is no such commitment. */
export const why = async (asked: RowsAt, id: string, what?: WhyAsked): Promise<Why | undefined> => {
  const { reader, position, on } = asked;
  const row = await reader.get(commitments, id);
  if (!row?.registered) return undefined;
  const events = await ownEvents(asked, id);
  const told = [...lastMoves(events)];
  const { moves = {} } = told.at(-1) ?? {};
  const around = await flagContextOf(reader, [row]);
  const wanted = (it: WhyAsked) => what === undefined || what === it;
  const flags = flagsOf(row, around, on).filter((flag) => wanted(`flag:${nameOf(flag)}`));
  const fields = fieldsOf(row).filter(([, , of]) => wanted(of));
  const flagged = async (flag: Flag): Promise<ReasonOf> => {
    const { because, ...rest } = flagReason(nameOf(flag), { row, around, on, moves, events });
    const links = await Promise.all(rest.events.slice(-SHOWN).map((event) => linkOf(reader, event)));
    const said = await Promise.all((rest.statements ?? []).map((it) => statementLink(reader, it)));
    return {
      what: 'flag',
      value: flag,
      because,
      links: [...links, ...said.flatMap((it) => (it ? [{ statement: it }] : []))],
    };
  };
  return {
    commitment: id,
    ...{ position, on, status: row.status },
    reasons: [
      ...(await Promise.all(
        fields.map(async ([field, value]) => ({
          what: field,
          value,
          links: await linksOf(asked, field, moves[field], events),
        })),
      )),
      ...(await Promise.all(flags.map(flagged))),
    ],
    refusals: wanted('refusals') ? await refusalsOf(asked, told) : [],
  };
};

/** In the order in which they are told, each with what it belongs to. */
const fieldsOf = (row: Pick<Standing, keyof Axes | 'due' | 'lead' | 'support'>) =>
  [
    ['adoption', row.adoption, 'status'],
    ['implementation', row.implementation, 'status'],
    ['disposition', row.disposition, 'status'],
    ['due', [row.due?.date, row.due?.session].filter(Boolean).join(', '), 'due'],
    ['lead', row.lead.join(', '), 'responsible'],
    ['support', row.support.join(', '), 'responsible'],
  ] as const;

/** The commitment's own events, as they are seen and as they count at the moment of the question. */
const ownEvents = async ({ reader, store, folded }: RowsAt, id: string): Promise<OwnEvent[]> => {
  const stream = streamOf('commitment', id);
  if (folded) return folded.filter((it) => it.stream === stream) as OwnEvent[];
  const about = await reader.find(journal, { key: { atLeast: journalKey(id, 0), atMost: `${id}/~` } });
  return (await eventsAt(
    store,
    about.filter((it) => it.stream === stream),
  )) as OwnEvent[];
};
