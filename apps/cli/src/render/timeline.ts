import type { Due } from '@jwg/platform';
import type { Timeline } from '@jwg/read-models';
import { due, inWords, when } from '../words.js';
import { table, WIDTH, wrap } from './table.js';

/** Every event about one subject, in the order of the ledger. */
export const renderTimeline = ({ subject, entries, next }: Timeline, moment: string): string =>
  [
    ...wrap(`${subject}: timeline ${moment}`, WIDTH),
    '',
    table(
      [
        { title: 'When', width: 10 },
        { title: 'At', width: 6 },
        { title: 'Event', width: 26 },
        { title: 'Particulars' },
      ],
      withMilestones(entries).map(({ occurredAt, position: at, type, rule, session, authority, source, data }) => [
        when(occurredAt),
        String(at),
        `${type}${rule ? ` (${rule})` : ''}${session ? `\n${session}` : ''}`,
        `${particulars(data as Data)}${inWords(authority)}: ${source.reference}${source.note ? `\n(${source.note})` : ''}`,
      ]),
    ),
    ...(next === undefined ? [] : [`More: --after ${next}`]),
  ].join('\n');

/** A milestone that was reached is named and dated where it was defined. */
const withMilestones = (entries: Timeline['entries']): Timeline['entries'] => {
  const defined = new Map<string, object>();
  return entries.map((entry) => {
    const data = entry.data as { milestone?: string; title?: string; due?: Due };
    if (entry.type === 'MilestoneDefined') defined.set(data.milestone!, { title: data.title, due: data.due });
    return entry.type === 'MilestoneReached' ? { ...entry, data: { ...defined.get(data.milestone!), ...data } } : entry;
  });
};

type Data = Readonly<Record<string, unknown>>;

/** The most useful fields of an event of any type; --json has all of them. */
const particulars = (data: Data): string =>
  [
    words(data.text) ?? words(data.title),
    text(data.narrative) ?? (data.refusal ? notApplied(data) : text(data.cause)) ?? text(data.comment),
    typeof data.percent === 'number' ? `${data.percent} %` : undefined,
    data.from !== undefined && data.to !== undefined
      ? `${change(data.from)} → ${change(data.to)}`
      : data.to !== undefined
        ? `→ ${change(data.to)}`
        : undefined,
    data.due === undefined ? undefined : `due ${due(data.due as Due)}`,
    text(data.institution) ?? text(data.side),
    text(data.completedOn) && `completed ${text(data.completedOn)}`,
    reached(data),
    text(data.outcome) && inWords(text(data.outcome)!),
    text(data.reason) ?? text(data.rule) ?? text(data.remarks),
  ]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join('');

const reached = ({ on, due: dueOn }: Data): string | undefined => {
  if (typeof on !== 'string') return undefined;
  const day = (dueOn as Due | undefined)?.date;
  return `on ${on}${day !== undefined && day < on.slice(0, day.length) ? ': missed its date' : ''}`;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A title is text by language, or plain text. */
const words = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? Object.values(value as Record<string, string>)[0] : text(value);

const change = (value: unknown): string => text(value) ?? due(value as Due);

/** Describes the intended effect, because the cause is only the id of an event. */
const notApplied = ({ command, statement, refusal }: Data): string => {
  const { code, detail } = refusal as { code: string; detail: string };
  return `${text(command)}${statement === undefined ? '' : ` by ${text(statement)}`}: ${code}: ${detail}`;
};
