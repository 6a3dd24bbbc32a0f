import assert from 'node:assert/strict';
import { fold, type Decider } from './decider.js';
import type { Fact, StoredEvent } from './event.js';
import { project, touched, type Projection, type Row } from './projection.js';
import { Refused } from './refused.js';

interface Decided<Command, Event, Context> {
  when(
    command: Command,
    context: Context,
  ): {
    /** Expects exactly these events. */
    then(...events: readonly Event[]): void;
    /** Expects no event: the command changed nothing. */
    thenNothing(): void;
    thenRefused(code: string): void;
  };
}

interface Projected<R extends Row, E> {
  when(event: E): {
    /** Expects the rows that the event changed, by key, as they are afterwards; `undefined` for a removed row. */
    then(rows: Readonly<Record<string, R | undefined>>): void;
    /**
     * Like `then`, for long rows: for each row only the changed fields, with their new values; `undefined` for a field
     * that is gone. Every field that is not named must be unchanged.
     */
    thenChanged(rows: Readonly<Record<string, Partial<R>>>): void;
    /** Expects every row unchanged: the follower would write no new version of any row. */
    thenNothing(): void;
  };
}

/**
 * A test as a sentence, in the same words for both sides:
 *
 *     given(decider, ...events).when(command, context).then(...events)
 *     given(projection, ...events).when(event).then({ key: row })
 *
 * Works under every test framework; a failure is an AssertionError that shows the difference.
 */
export function given<State, Command extends Fact, Event extends Fact, Context>(
  decider: Decider<State, Command, Event, Context>,
  ...events: readonly Event[]
): Decided<Command, Event, Context>;
export function given<R extends Row, F extends Fact, M, Apart extends keyof R>(
  projection: Projection<R, F, M, Apart>,
  ...events: readonly StoredEvent<NoInfer<F>, NoInfer<M>>[]
): Projected<R, StoredEvent<F, M>>;
export function given(
  subject: Decider<unknown, Fact, Fact, unknown> | Projection,
  ...events: readonly Fact[]
): Decided<Fact, Fact, unknown> | Projected<Row, StoredEvent> {
  return 'decide' in subject ? decided(subject, events) : projected(subject, events as readonly StoredEvent[]);
}

const decided = (
  decider: Decider<unknown, Fact, Fact, unknown>,
  events: readonly Fact[],
): Decided<Fact, Fact, unknown> => ({
  when(command, context) {
    const answer = attempt(() => decider.decide(command, fold(decider, events), context));
    const then = (...expected: readonly Fact[]): void => {
      if (answer instanceof Refused) assert.fail(`${command.type} was refused with ${answer.code}: ${answer.detail}`);
      assert.deepEqual(asStored(answer), asStored(expected));
    };
    return {
      then,
      thenNothing: () => then(),
      thenRefused(code) {
        if (!(answer instanceof Refused))
          assert.fail(`${command.type} was not refused with ${code}: it led to ${JSON.stringify(answer)}`);
        assert.equal(answer.code, code, `${answer.code}: ${answer.detail}`);
        const unnamed = answer.about.filter((id) => !answer.detail.includes(id));
        assert.deepEqual(unnamed, [], `${answer.code} is about what its sentence does not name: ${answer.detail}`);
      },
    };
  },
});

const attempt = <T>(decide: () => T): T | Refused => {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
};

const projected = (projection: Projection, events: readonly StoredEvent[]): Projected<Row, StoredEvent> => {
  const rows = new Map<string, Row>();
  for (const event of events)
    for (const [key, row] of changes(projection, rows, event))
      if (row) rows.set(key, row);
      else rows.delete(key);
  return {
    when(event) {
      const after = changes(projection, rows, event);
      const then = (expected: Readonly<Record<string, Row | undefined>>): void =>
        assert.deepEqual(storedRows(after), storedRows(Object.entries(expected)));
      return {
        then,
        thenChanged: (expected) =>
          then(
            Object.fromEntries(Object.entries(expected).map(([key, fields]) => [key, { ...rows.get(key), ...fields }])),
          ),
        thenNothing: () => then({}),
      };
    },
  };
};

/** The rows that an event changes, by key. The same object means: no change, as in the projection's follower. */
const changes = (
  projection: Projection,
  rows: ReadonlyMap<string, Row>,
  event: StoredEvent,
): [key: string, row: Row | undefined][] =>
  touched(projection, event)
    .map((key): [string, Row | undefined] => [key, project(projection, rows.get(key), event, key)])
    .filter(([key, row]) => row !== rows.get(key));

const storedRows = (rows: readonly (readonly [string, Row | undefined])[]) =>
  Object.fromEntries(rows.map(([key, row]) => [key, row && asStored(row)]));

/** The value as the store keeps it: what JSON drops is not part of a fact, nor of a row. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
