import type { Command } from '@nestjs/cqrs';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Violation } from '@jwg/domain';

/** What was asked does not fit; every problem is named. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  constructor(readonly problems: readonly Violation[]) {
    super(problems.map(({ field, rule }) => `${field} ${rule}`).join('\n'));
  }
}

/**
 * A command or query from plain data: unknown fields are refused, every field is checked.
 *
 * @throws Invalid  with every problem found
 */
export const told = <T extends object>(kind: new () => T, fields: object): T => {
  const instance = plainToInstance(kind, fields, { exposeDefaultValues: true });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new Invalid(errors.flatMap(problemsOf));
  return instance;
};

const problemsOf = ({ property, constraints = {} }: ValidationError): Violation[] =>
  Object.entries(constraints).flatMap(([name, message]) => {
    if (name === 'fits') return JSON.parse(message) as Violation[];
    const rule = name === 'whitelistValidation' ? 'is not a field here' : message.replace(`${property} `, '');
    return [{ field: `/${property}`, rule }];
  });

export type CommandClass = new () => Command<unknown>;
