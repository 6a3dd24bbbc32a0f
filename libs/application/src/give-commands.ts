import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'typebox';
import { commitment, CommitmentId, Implausible, list, oneOf, wayOutOf, type Violation } from '@jwg/domain';
import { Refused } from '@jwg/event-sourcing';
import { Ledger, UnfitEvent, type FieldProblem, type Receipt } from '@jwg/platform';
import * as ofCommitments from './commitment/index.js';
import { Fits } from './fits.js';
import { LedgerCommand, provenanceOf } from './ledger-command.js';
import { declarationOf, type Fields, type LedgerCommandClass } from './on.js';
import { Invalid, parseInput } from './parse-input.js';

/** The commands to a commitment that there is, by name. */
export const commitmentCommands: ReadonlyMap<string, LedgerCommandClass> = new Map(
  Object.values(ofCommitments).flatMap((kind) =>
    kind === ofCommitments.RegisterLegacyCommitment ? [] : [[kind.name, kind as LedgerCommandClass]],
  ),
);

const Named = Type.Object({ command: oneOf(...commitmentCommands.keys()) });

/** Commands to one commitment, carried out in the order given: all of them, or none. */
export class GiveCommands extends LedgerCommand {
  @Fits(CommitmentId) commitmentId!: string;
  /** Each with its name and its fields, but for the commitment and what is confirmed, which all share. */
  @Fits(list(Named, { minItems: 1, maxItems: 20 })) commands!: { command: string }[];
}

const shared = ['commitmentId', 'confirm'];

/** @throws Invalid  with the problems of all commands */
const commandsIn = ({ commands, commitmentId, provenance }: GiveCommands): LedgerCommand[] => {
  const problems: Violation[] = [];
  const all = commands.flatMap(({ command, ...fields }, n) => {
    for (const field of shared.filter((it) => Object.hasOwn(fields, it)))
      problems.push({ field: `/commands/${n}/${field}`, rule: 'is given once, for the whole list' });
    try {
      return [parseInput(commitmentCommands.get(command)!, { provenance, ...fields, commitmentId })];
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems.push(...placed(n, error.problems));
      return [];
    }
  });
  if (problems.length > 0) throw new Invalid(problems);
  return all;
};

const placed = <T extends { readonly field: string }>(n: number, all: readonly T[]): T[] =>
  all.map((it) => ({ ...it, field: `/commands/${n}${it.field}` }));

@CommandHandler(GiveCommands)
export class GiveCommandsHandler implements ICommandHandler<GiveCommands> {
  constructor(private readonly ledger: Ledger) {}

  /** @throws Invalid, and what `Ledger.transactAll` throws; each with the place of the command in the list */
  async execute(given: GiveCommands): Promise<Receipt> {
    const { commitmentId, confirm } = given;
    const commands = commandsIn(given).map(async (it, n) => {
      const { toDecide, happened } = declarationOf(it.constructor as LedgerCommandClass);
      const { commitmentId: _, provenance, confirm: __, ...fields } = it as LedgerCommand & Fields;
      const decided = await toDecide(commitmentId, fields, this.ledger);
      const occurredAt = await happened(fields, commitmentId, this.ledger);
      return {
        command: decided as never,
        provenance: provenanceOf(provenance, occurredAt, confirm),
        place: (error: unknown) => inPlace(error, n),
      };
    });
    return this.ledger.transactAll(commitment, commitmentId, await Promise.all(commands));
  }
}

/** A refusal, as if the command had been given alone, with its place in the list. */
class RefusedInList extends Refused {
  readonly problems: readonly FieldProblem[];
  constructor({ code, detail, about }: Refused, n: number) {
    super(code, detail, about);
    this.problems = [{ field: `/commands/${n}`, rule: detail, code, wayOut: wayOutOf(code) }];
  }
}

const inPlace = (error: unknown, n: number): unknown => {
  if (error instanceof Refused) return new RefusedInList(error, n);
  if (error instanceof UnfitEvent) return new UnfitEvent(error.what, `/commands/${n}${error.field}`, error.rule);
  if (!(error instanceof Implausible)) return error;
  const [first, ...others] = placed(n, error.found);
  return new Implausible([first!, ...others]);
};
