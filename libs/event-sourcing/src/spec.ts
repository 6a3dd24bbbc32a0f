import assert from 'node:assert/strict';
import { fold, type Decider } from './decider.js';
import type { Fact } from './event.js';
import { Refused } from './refused.js';

/** As the store keeps it: what JSON drops is not part of a fact. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * A decider's test as a sentence: `given(decider, ...events).when(command, context).then(...events)`; `.then()` without
 * events means: already so. Works under every test framework; a failure is an AssertionError that shows the difference.
 */
export const given = <State, Command extends Fact, Event extends Fact, Context>(
  decider: Decider<State, Command, Event, Context>,
  ...events: readonly Event[]
) => ({
  when: (command: Command, context: Context) => {
    const decided = attempt(() => decider.decide(command, fold(decider, events), context));
    return {
      then: (...expected: readonly Event[]): void => {
        if (decided instanceof Refused)
          assert.fail(`${command.type} was refused with ${decided.code}: ${decided.detail}`);
        assert.deepEqual(asStored(decided), asStored(expected));
      },
      thenRefused: (code: string): void => {
        if (!(decided instanceof Refused))
          assert.fail(`${command.type} was not refused with ${code}: it led to ${JSON.stringify(decided)}`);
        assert.equal(decided.code, code, `${decided.code}: ${decided.detail}`);
        const unnamed = decided.about.filter((id) => !decided.detail.includes(id));
        assert.deepEqual(unnamed, [], `${decided.code} is about what its sentence does not name: ${decided.detail}`);
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
