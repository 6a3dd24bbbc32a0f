import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Implausible } from '@jwg/domain';
import { Ledger, type Receipt } from '@jwg/platform';
import { provenanceOf, type LedgerCommand } from './ledger-command.js';
import { declarationOf, type Declaration, type Fields, type LedgerCommandClass } from './on.js';

type AndThen = NonNullable<Declaration['andThen']>;

/** The doubts, with the places that the fields have in the command. */
const placed = ({ found }: Implausible, placeOf: (event: number) => string): Implausible => {
  const [first, ...others] = found.map((it) => ({ ...it, field: placeOf(it.event ?? 0) + it.field }));
  return new Implausible([first!, ...others]);
};

/** Makes the handler of one class of commands, since the bus needs one for each. All handlers do the same. */
export const handlerOf = (kind: LedgerCommandClass): Type<ICommandHandler<LedgerCommand>> => {
  const { decider, idField, toDecide, happened, placeOf, andThen } = declarationOf(kind);

  @CommandHandler(kind)
  class Handler implements ICommandHandler<LedgerCommand> {
    constructor(private readonly ledger: Ledger) {}

    /** @throws Invalid (from a list of statements), and what `Ledger.transact` throws */
    async execute(command: LedgerCommand): Promise<Receipt> {
      const { [idField]: id, provenance, confirm, ...fields } = command as LedgerCommand & Fields;
      const stream = id as string;
      const decided = await toDecide(stream, fields, this.ledger);
      const occurredAt = await happened(fields, stream, this.ledger);
      const transact = () =>
        this.ledger.transact(decider, stream, decided, provenanceOf(provenance, occurredAt, confirm));
      return (andThen ? this.withAll(transact, andThen) : transact()).catch((error: unknown) => {
        throw placeOf && error instanceof Implausible ? placed(error, placeOf) : error;
      });
    }

    private async withAll(transact: () => Promise<Receipt>, andThen: AndThen): Promise<Receipt> {
      const { result, events } = await this.ledger.together(async () => {
        const receipt = await transact();
        await andThen(receipt, this.ledger);
        return receipt;
      });
      return events.length === 0 ? result : { ...result, events, cursor: events.at(-1)!.cursor };
    }
  }
  return Handler;
};
