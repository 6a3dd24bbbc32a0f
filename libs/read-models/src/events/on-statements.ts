import { statementEvents, type Metadata, type StatementEvent } from '@jwg/domain';
import type { Projection, Row } from '@jwg/event-sourcing';
import type { Recorded } from './citation.js';

/** Applies the same rule to every kind of statement. */
export const onStatements = <R extends Row>(
  rule: (row: R | undefined, event: Recorded<StatementEvent>, key: string) => R | undefined,
): Projection<R, StatementEvent, Metadata>['on'] =>
  Object.fromEntries(Object.keys(statementEvents).map((type) => [type, rule]));
