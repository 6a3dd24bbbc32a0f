import type { DoubtCode, Implausible } from '@jwg/domain';
import type { LedgerCommand } from '../ledger-command.js';
import { pathAt } from './check.js';
import type { Found } from './problem.js';
import type { ImportStep } from './step.js';

/** The doubts about a step that nobody has confirmed, where the file has them. */
export const doubtful = (
  { problems }: Implausible,
  { at, places }: ImportStep,
  confirmed: readonly DoubtCode[] = [],
): Found[] =>
  problems
    // The day of a session is doubted where the file has it, and not once more for each of its entries.
    .filter(({ code, field }) => !confirmed.includes(code) && (field !== WHEN || 'occurredAt' in places))
    .map(({ field, rule, code, wayOut }) => ({
      path: pathAt(field === WHEN ? '/occurredAt' : field, at, places),
      rule: `${rule}.`,
      code,
      wayOut: `${wayOut} If it is so, confirm ${code}.`,
    }));

const WHEN = '/provenance/occurredAt';

export const doubtCodesOf = ({ problems }: Implausible, confirmed: readonly DoubtCode[]): DoubtCode[] => [
  ...new Set([...confirmed, ...problems.map(({ code }) => code)]),
];

/** The same command, with these doubts confirmed. */
export const confirming = (command: LedgerCommand, confirm: readonly DoubtCode[]): LedgerCommand =>
  Object.assign(Object.create(Object.getPrototypeOf(command) as object), command, { confirm }) as LedgerCommand;
