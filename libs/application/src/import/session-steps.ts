import { AgreeAgenda, ConcludeSession, OpenSession, ScheduleSession } from '../session/index.js';
import type { RecordFile } from './format.js';
import { minutesSteps } from './minutes-steps.js';
import type { Path } from './problem.js';
import { statementStep } from './statement-steps.js';
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

export const sessionSteps = (entry: Entry<'sessions'>, at: Path, file: RecordFile): ImportStep[] => {
  const { id: sessionId, label, mode, plannedOn, venue, hostSide, alsoServes, openedOn, agenda } = entry;
  const session = text(sessionId);
  const concludedOn = entry.concludedOn ?? openedOn;
  const held = text(openedOn, text(plannedOn, LAST));
  const step = (
    kind: ImportStep['kind'],
    name: string | readonly (string | number)[],
    fields: Record<string, unknown>,
    more: Partial<ImportStep> & { on?: string; own?: Sourced } = {},
  ): ImportStep => {
    const { on = openedOn, own = {}, ...rest } = more;
    const occurredAt = on === IN_SESSION ? undefined : on;
    return {
      commandId: stepIdOf('session', session, ...(typeof name === 'string' ? [name] : name)),
      kind,
      fields: defined({ sessionId, ...fields, provenance: provenance(occurredAt, own, entry, file) }),
      at,
      places: { sessionId: ['id'] },
      subject: session,
      brings: [session],
      order: [held, rank.session],
      ...rest,
    };
  };
  const fields = (...names: string[]) => ({ takes: names.map((name) => [...at, name]) });
  const scheduled = step(
    ScheduleSession,
    'schedule',
    { label, mode, plannedOn, venue, hostSide, alsoServes },
    fields('id', 'label', 'mode', 'plannedOn', 'venue', 'hostSide', 'alsoServes', 'source', 'authority'),
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
  if (openedOn === undefined) return [scheduled, ...agreed];
  const { coChairs, delegations } = entry;
  return [
    scheduled,
    ...agreed,
    step(OpenSession, 'open', { openedOn, coChairs, delegations }, fields('openedOn', 'coChairs', 'delegations')),
    ...each(entry.statements, 'statements', (said, place) => [statementStep(said, session, [...at, ...place], step)]),
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
    ...minutesSteps(entry, at, step),
  ];
};
