import { setTimeout as sleep } from 'node:timers/promises';
import * as errors from './errors.mjs';
import * as errorsV2 from './errors-v2.mjs';

/** What is wrong with the double at the moment, and how it shows in a call. */
export class Faults {
  down = false;
  leader = undefined;
  delayMs = 0;
  repliesToLose = 0;
  waysToLose = 'drop';
  openReads = new Set();
  #closeConnectionOf;

  /** @param {(call: object) => void} closeConnectionOf  closes the socket that a call came by, without a word */
  constructor(closeConnectionOf) {
    this.#closeConnectionOf = closeConnectionOf;
  }

  /** Why a call is refused before it is looked at, if it is. `v2` errors speak the second protocol. */
  refusal({ needsLeader, v2 = false }) {
    if (this.down) return errors.unavailable();
    if (this.leader && needsLeader) return v2 ? errorsV2.notLeader(this.leader) : errors.notLeader(this.leader);
    return undefined;
  }

  cutReads() {
    for (const cut of [...this.openReads]) cut(errors.unavailable('Connection dropped'));
  }

  /** Answers an append, late or never if so asked. */
  async answer(call, send) {
    if (this.repliesToLose > 0) {
      this.repliesToLose -= 1;
      if (this.waysToLose === 'drop') this.#closeConnectionOf(call);
      return;
    }
    await this.hesitate();
    if (!call.cancelled) send();
  }

  async hesitate() {
    if (this.delayMs > 0) await sleep(this.delayMs);
  }
}
