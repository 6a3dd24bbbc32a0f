import { setTimeout as sleep } from 'node:timers/promises';
import * as errors from './errors.ts';
import * as errorsV2 from './errors-v2.ts';

/** The part of a call that says where it came from. */
export interface Peer {
  getPeer(): string;
}

/** The faults that the double simulates now, and their effects on a call. */
export class Faults {
  down = false;
  leader: errors.Leader | undefined;
  /** No node leads: an election goes on. */
  leaderless = false;
  delayMs = 0;
  repliesToLose = 0;
  waysToLose: 'drop' | 'hang' = 'drop';
  readonly openReads = new Set<(error?: Error) => void>();
  readonly #closeConnectionOf: (call: Peer) => void;

  /** @param closeConnectionOf  closes the socket of a call without a message */
  constructor(closeConnectionOf: (call: Peer) => void) {
    this.#closeConnectionOf = closeConnectionOf;
  }

  /** The error with which every call is refused now, if any. `v2`: as an error of the second protocol. */
  refusal({ needsLeader, v2 = false }: { needsLeader: boolean; v2?: boolean }): errors.Refusal | undefined {
    if (this.down) return errors.unavailable();
    if (this.leaderless && needsLeader) return errors.unavailable('Leader not found');
    if (this.leader && needsLeader) return v2 ? errorsV2.notLeader(this.leader) : errors.notLeader(this.leader);
    return undefined;
  }

  cutReads(): void {
    for (const cut of [...this.openReads]) cut(errors.unavailable('Connection dropped'));
  }

  /** Answers an append; late or never, if that fault is set. */
  async answer(call: Peer & { readonly cancelled: boolean }, send: () => void): Promise<void> {
    if (this.repliesToLose > 0) {
      this.repliesToLose -= 1;
      if (this.waysToLose === 'drop') this.#closeConnectionOf(call);
      return;
    }
    await this.hesitate();
    if (!call.cancelled) send();
  }

  async hesitate(): Promise<void> {
    if (this.delayMs > 0) await sleep(this.delayMs);
  }
}
