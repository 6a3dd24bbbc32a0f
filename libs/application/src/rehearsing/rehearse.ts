import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Implausible } from '@jwg/domain';
import { categoryOf, idOf } from '@jwg/event-sourcing';
import { carryOut, Ledger, type LedgerStoredEvent } from '@jwg/platform';
import { confirming, doubtCodesOf } from '../import/doubtful.js';
import type { LedgerCommand } from '../ledger-command.js';
import { changeOf, toRehearsedEvent, type RehearsedCommitment, type RehearsedEvent } from './changes.js';

/** What a command would lead to, if it were given now. Nothing was written. */
export interface Rehearsed {
  /** What the command itself would record; empty if it is so already. */
  readonly events: readonly RehearsedEvent[];
  /** What would follow from these events on commitments. */
  readonly effects: readonly RehearsedEvent[];
  /** Every commitment that one of these events is about, before and after all of them. */
  readonly commitments: readonly RehearsedCommitment[];
  /** What is probably a mistake: the command would be asked back, unless it confirms these codes. */
  readonly doubts: Implausible['problems'];
}

/** Plays a command through to its effects on commitments, and writes nothing: no event, no key, no effect. */
export class Rehearse extends Command<Rehearsed> {
  constructor(readonly command: LedgerCommand) {
    super();
  }
}

@CommandHandler(Rehearse)
export class RehearseHandler implements ICommandHandler<Rehearse> {
  constructor(
    private readonly ledger: Ledger,
    private readonly commands: CommandBus,
  ) {}

  /** @throws what the command would throw, but for its doubts */
  async execute({ command }: Rehearse): Promise<Rehearsed> {
    try {
      return { ...(await this.play(command)), doubts: [] };
    } catch (error) {
      if (!(error instanceof Implausible)) throw error;
      const { confirm = [] } = command;
      const played = await this.play(confirming(command, doubtCodesOf(error, confirm)));
      return { ...played, doubts: error.problems.filter(({ code }) => !confirm.includes(code)) };
    }
  }

  private async play(command: LedgerCommand): Promise<Omit<Rehearsed, 'doubts'>> {
    const { ledger } = this;
    const touched = new Set<string>();
    const work = async () => {
      touched.clear();
      await this.commands.execute(command);
      const changes = [...touched].map(async (id) => changeOf(id, await ledger.history('commitment', id)));
      return Promise.all(changes);
    };
    const follow = async (event: LedgerStoredEvent) => {
      if (categoryOf(event.stream) === 'commitment') touched.add(idOf(event.stream));
      await carryOut(ledger, event);
    };
    const { result, events } = await ledger.together(work, { rehearse: true, follow });
    // A command of several steps has effects between its own events.
    return {
      events: events.filter((it) => !isEffect(it)).map(toRehearsedEvent),
      effects: events.filter(isEffect).map(toRehearsedEvent),
      commitments: result,
    };
  }
}

const isEffect = ({ metadata }: LedgerStoredEvent): boolean => metadata.actor.role === 'policy';
