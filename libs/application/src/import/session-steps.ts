import { forumOf } from '@jwg/domain';
import { AgreeAgenda, ConcludeSession, OpenSession, RecordHeldSession, ScheduleSession } from '../session/index.js';
import type { RecordFile } from './format.js';
import { minutesSteps } from './minutes-steps.js';
import type { Path } from './problem.js';
import { statementSteps } from './statement-steps.js';
import {
  defined,
  each,
  IN_SESSION,
  LAST,
  provenance,
  rank,
  stepIdOf,
  text,
  type Entry,
  type ImportStep,
  type Sourced,
} from './step.js';
import type { ForumWords } from './words-of.js';

export const sessionSteps = (
  entry: Entry<'sessions'>,
  at: Path,
  file: RecordFile,
  wordsOf: (forum: string) => ForumWords,
): ImportStep[] => {
  const { id: sessionId, label, mode, plannedOn, venue, hostSide, alsoServes, numbers, openedOn, agenda } = entry;
  const session = text(sessionId);
  const concludedOn = entry.concludedOn ?? openedOn;
  const heldNotAfter = heldBy(entry);
  const day = openedOn ?? heldNotAfter;
  const step = (
    kind: ImportStep['kind'],
    name: string | readonly (string | number)[],
    fields: Record<string, unknown>,
    more: Partial<ImportStep> & { on?: string; own?: Sourced } = {},
  ): ImportStep => {
    const { on = day, own = {}, ...rest } = more;
    const occurredAt = on === IN_SESSION ? undefined : on;
    return {
      commandId: stepIdOf('session', session, ...(typeof name === 'string' ? [name] : name)),
      kind,
      fields: defined({ sessionId, ...fields, provenance: provenance(occurredAt, own, entry, file) }),
      at,
      places: { sessionId: ['id'] },
      subject: session,
      brings: [session],
      order: [text(day, text(plannedOn, LAST)), rank.session],
      ...rest,
    };
  };
  const fields = (...names: string[]) => ({ takes: names.map((name) => [...at, name]) });
  const scheduled = step(
    ScheduleSession,
    'schedule',
    { label, mode, plannedOn, venue, hostSide, alsoServes, numbers },
    fields('id', 'label', 'mode', 'plannedOn', 'venue', 'hostSide', 'alsoServes', 'numbers', 'source', 'authority'),
  );
  const agreed =
    agenda === undefined
      ? []
      : [
          step(
            AgreeAgenda,
            'agenda',
            { items: agenda },
            { places: { items: ['agenda'] }, brings: [], ...fields('agenda') },
          ),
        ];
  if (day === undefined) return [scheduled, ...agreed];
  const { coChairs, delegations } = entry;
  const said = each(entry.statements, 'statements', (it, place) =>
    statementSteps(it, session, [...at, ...place], step, wordsOf(forumOf(session))),
  );
  const before = [scheduled, ...agreed];
  const after = minutesSteps(entry, at, step);
  if (openedOn === undefined) {
    const held = step(
      RecordHeldSession,
      'held',
      { heldNotAfter, coChairs, delegations },
      {
        ...fields('heldNotAfter', 'coChairs', 'delegations'),
        ...(entry.heldNotAfter === undefined && {
          assumes: ['heldNotAfter'],
          places: { sessionId: ['id'], heldNotAfter: ['minutes', 'versions', 0, 'on'] },
        }),
      },
    );
    return [...before, held, ...said, ...after];
  }
  return [
    ...before,
    step(OpenSession, 'open', { openedOn, coChairs, delegations }, fields('openedOn', 'coChairs', 'delegations')),
    ...said,
    step(
      ConcludeSession,
      'conclude',
      { concludedOn },
      {
        on: concludedOn,
        places: { sessionId: ['id'], concludedOn: [entry.concludedOn === undefined ? 'openedOn' : 'concludedOn'] },
        order: [text(concludedOn), rank.session],
        ...(entry.concludedOn === undefined && { assumes: ['concludedOn'] }),
        ...fields('concludedOn'),
      },
    ),
    ...after,
  ];
};

/**
 * The day by which a session had been held that has no day of its own: as the file says, or that of its first minutes
 * when it is known only by them.
 */
const heldBy = ({ openedOn, plannedOn, heldNotAfter, minutes }: Entry<'sessions'>): string | undefined => {
  if (openedOn !== undefined) return undefined;
  const drafted = Array.isArray(minutes?.versions) ? (minutes.versions as { on?: string }[])[0]?.on : undefined;
  return heldNotAfter ?? (plannedOn === undefined && typeof drafted === 'string' ? drafted : undefined);
};
