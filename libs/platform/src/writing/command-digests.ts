import { createHmac, randomBytes } from 'node:crypto';
import type { LedgerSecret } from '@jwg/event-sourcing';
import { canonical, digestOf } from './to-events.js';

/**
 * Digests of commands. They tell a retry from another command with the same id. They are keyed with the ledger's
 * secret: otherwise whoever reads an event could try likely texts until one has its digest.
 */
export class CommandDigests {
  constructor(
    private readonly secret: Pick<LedgerSecret, 'value'> = { value: randomBytes(32).toString('base64url') },
  ) {}

  of(given: unknown): string {
    return `hmac-sha256:${createHmac('sha256', this.secret.value).update(canonical(given)).digest('hex')}`;
  }

  /** Whether an event's digest is of this command. Events of an earlier version have a digest without a key. */
  isOf(digest: string, given: unknown): boolean {
    return digest === (digest.startsWith('sha256:') ? digestOf(given) : this.of(given));
  }
}
