import type { Due } from '@jwg/domain';
import type { Timeline } from '@jwg/read-models';
import { due, inWords, when } from '../words.js';
import { table } from './table.js';

/** Every event about one subject, in the order of the ledger. */
export const renderTimeline = ({ subject, position, entries, next }: Timeline): string =>
  [
    `${subject}: timeline as of position ${position}`,
    '',
    table(
      [
        { title: 'When', width: 10 },
        { title: 'At', width: 6 },
        { title: 'Event', width: 26 },
        { title: 'Particulars' },
      ],
      entries.map(({ occurredAt, position: at, type, rule, session, authority, source, data }) => [
        when(occurredAt),
        String(at),
        `${type}${rule ? ` (${rule})` : ''}${session ? `\n${session}` : ''}`,
        `${particulars(data as Data)}${inWords(authority)}: ${source.reference}${source.note ? `\n(${source.note})` : ''}`,
      ]),
    ),
    ...(next === undefined ? [] : [`More: --after ${next}`]),
  ].join('\n');

type Data = Readonly<Record<string, unknown>>;

/** What a reader wants to see of an event at a glance, whatever its kind; all of it is in --json. */
const particulars = (data: Data): string =>
  [
    words(data.text) ?? words(data.title),
    text(data.narrative) ?? text(data.cause) ?? text(data.comment),
    typeof data.percent === 'number' ? `${data.percent} %` : undefined,
    data.from !== undefined && data.to !== undefined
      ? `${change(data.from)} → ${change(data.to)}`
      : data.to !== undefined
        ? `→ ${change(data.to)}`
        : undefined,
    data.due === undefined ? undefined : `due ${due(data.due as Due)}`,
    text(data.institution) ?? text(data.side),
    text(data.completedOn) && `completed ${text(data.completedOn)}`,
    text(data.on) && `on ${text(data.on)}`,
    text(data.outcome) && inWords(text(data.outcome)!),
    text(data.reason) ?? text(data.rule) ?? text(data.remarks),
    refusal(data.refusal),
  ]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join('');

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A title is words by language, or words. */
const words = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? Object.values(value as Record<string, string>)[0] : text(value);

const change = (value: unknown): string => text(value) ?? due(value as Due);

const refusal = (value: unknown): string | undefined => {
  const { code, detail } = (value ?? {}) as { code?: string; detail?: string };
  return code && `refused: ${code}: ${detail ?? ''}`;
};
