import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { commitment, session } from '@jwg/domain';
import { handlerOf } from './handler-of.js';
import { LedgerCommand } from './ledger-command.js';
import { declarationOf, On } from './on.js';
import { ScheduleSession } from './session/schedule-session.js';
import { Says, Statement } from './session/statement.js';

describe('A command’s class', () => {
  it('has no handler until it says which stream it is for', () => {
    class Bare extends LedgerCommand {}
    expect(() => handlerOf(Bare)).toThrow('Bare does not say which stream it is for');
  });

  it('says what its decider is given: the fields without the id, with what follows from the id', () => {
    const { toDecide } = declarationOf(ScheduleSession);
    expect(toDecide('cpec-jwg-st.2', { mode: 'virtual' }, undefined as never)).toEqual({
      type: 'ScheduleSession',
      data: { forum: 'cpec-jwg-st', ordinal: 2, mode: 'virtual' },
    });
  });
});

// What follows is checked by `npm run types`, where an expected error that is missing is an error.

// @ts-expect-error  the class has no field of this name
@On(commitment, 'StartWork', 'id')
export class WithoutThatId extends LedgerCommand {
  commitmentId!: string;
  cause!: string;
}

// @ts-expect-error  the decider knows no command of this name
@On(session, 'StartWork', 'commitmentId')
export class ForAnotherDecider extends LedgerCommand {
  commitmentId!: string;
  cause!: string;
}

// @ts-expect-error  the decider asks for a cause
@On(commitment, 'StartWork', 'commitmentId')
export class WithoutCause extends LedgerCommand {
  commitmentId!: string;
}

// @ts-expect-error  the decider's command has no remarks
@On(commitment, 'StartWork', 'commitmentId')
export class WithMore extends LedgerCommand {
  commitmentId!: string;
  cause!: string;
  remarks?: string;
}

// @ts-expect-error  there is no such date
@On(session, 'ConcludeSession', 'sessionId', { occurredAt: 'closedOn' })
export class WithoutThatDate extends LedgerCommand {
  sessionId!: string;
  concludedOn!: string;
}

// @ts-expect-error  a decision has undertakings
@Says('DecisionTaken')
export class WithoutUndertakings extends Statement {}
