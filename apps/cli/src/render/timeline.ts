import { particulars } from '@jwg/audit';
import type { Timeline } from '@jwg/read-models';
import type { Views } from '../output.js';
import { inWords, when } from '../words.js';
import type { Sheet } from './sheet.js';
import { table, wrap } from './table.js';

/** Every event about one subject, in the order of the ledger. */
export const timelineViews: Views<Timeline> = {
  text: (timeline, sheet) => renderTimeline(timeline, sheet),
  csv: ({ entries }, { lang }) => [
    ['position', 'occurredAt', 'recordedAt', 'type', 'rule', 'session', 'particulars', 'authority', 'source', 'id'],
    ...told(entries, lang).map(({ entry: it, lines }) => [
      ...[it.position, it.occurredAt.value, it.recordedAt, it.type, it.rule, it.session, lines.join('\n')],
      ...[it.authority, it.source.reference, it.eventId],
    ]),
  ],
};

export const renderTimeline = ({ subject, entries, next }: Timeline, { moment, width, lang }: Sheet): string =>
  [
    ...wrap(`${subject}: timeline ${moment}`, width),
    '',
    table(
      [
        { title: 'When', width: 10 },
        { title: 'At', width: 6 },
        { title: 'Event', width: 26 },
        { title: 'Particulars' },
      ],
      told(entries, lang).map(({ entry: { occurredAt, position, type, rule, session, authority, source }, lines }) => [
        when(occurredAt),
        String(position),
        `${type}${rule ? ` (${rule})` : ''}${session ? `\n${session}` : ''}`,
        [...lines, `${inWords(authority)}: ${source.reference}${source.note ? `\n(${source.note})` : ''}`].join('\n'),
      ]),
      width,
    ),
    ...(next === undefined ? [] : [`More: --after ${next}`]),
  ].join('\n');

type Entry = Timeline['entries'][number];

const told = (entries: readonly Entry[], lang?: string): { entry: Entry; lines: string[] }[] => {
  const names = new Map(entries.map(({ eventId, type, data }) => [eventId, nameOf(type, data)]));
  const reader = { ...(lang !== undefined && { lang }), named: (eventId: string) => names.get(eventId) ?? eventId };
  return withMilestones(entries).map((entry) => ({
    entry,
    lines: [
      ...particulars(entry.data as Readonly<Record<string, unknown>>, reader),
      ...(entry.corrects ? [`of position ${entry.corrects.join(', ')}`] : []),
      ...(entry.correctedBy ? [`set right at position ${entry.correctedBy.join(', ')}`] : []),
      ...(entry.doubts ? [`taken in spite of ${entry.doubts.join(', ')}`] : []),
    ],
  }));
};

/** A statement goes by its own id, any other event by its type. */
const nameOf = (type: string, data: unknown): string => (data as { statementId?: string }).statementId ?? type;

/** A milestone that was reached is named and dated where it was defined. */
const withMilestones = (entries: readonly Entry[]): readonly Entry[] => {
  const defined = new Map<string, object>();
  return entries.map((entry) => {
    const data = entry.data as { milestone?: string; title?: string; due?: unknown };
    if (entry.type === 'MilestoneDefined') defined.set(data.milestone!, { title: data.title, due: data.due });
    return entry.type === 'MilestoneReached' ? { ...entry, data: { ...defined.get(data.milestone!), ...data } } : entry;
  });
};
