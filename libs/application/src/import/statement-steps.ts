import { commitmentsNamedIn, statementId, statementOf } from '@jwg/domain';
import { commandOf } from './commands-of.js';
import { lists } from './forum-steps.js';
import type { Path } from './problem.js';
import { IN_SESSION, isRecord, text, type ImportStep, type MakeStep, type StatementEntry } from './step.js';

export const statementStep = (entry: StatementEntry, session: string, at: Path, step: MakeStep): ImportStep => {
  const { verb, undertakings, source, authority, ...said } = entry;
  const type = statementOf.get(text(verb)) ?? 'MatterNoted';
  const place = at.at(-1) as number;
  return step(
    commandOf[type],
    ['statement', place],
    {
      ...((verb === 'deferred' || verb === 'postponed') && { outcome: 'deferred' }),
      ...said,
      ...(undertakings !== undefined && { undertakings: withLists(undertakings) }),
    },
    {
      on: IN_SESSION,
      own: { source, authority },
      at,
      ...(!statementOf.has(text(verb)) && { unreadable: true }),
      statement: statementId(session, place + 1),
      // Without this one, all later numbers would shift.
      brings: [
        `${session}.s`,
        ...(undertakings === undefined ? [] : [`${session}.c`]),
        ...commitmentsNamedIn({ type, data: entry }),
      ],
    },
  );
};

/** The undertakings, each with empty lists where the file leaves them out. */
const withLists = (undertakings: unknown): unknown =>
  Array.isArray(undertakings)
    ? undertakings.map((it: unknown) => (isRecord(it) ? { ...lists, ...it } : it))
    : undertakings;
