import { AppendRefused, LedgerError } from '@jwg/event-sourcing';

/** Why a ledger on KurrentDB does not open or stops. Each message says what is wrong and how to repair it. */

export class MayNotReadLog extends LedgerError {
  override readonly name = 'MayNotReadLog';
  readonly kind = 'cannotOpen';
  constructor(options?: ErrorOptions) {
    super(
      'This user may not read $all of the KurrentDB server, which the ledger counts its positions in. ' +
        'Connect as a user of the group $admins, or grant read on $all to this one.',
      options,
    );
  }
}

export class StreamWouldForget extends LedgerError {
  override readonly name = 'StreamWouldForget';
  readonly kind = 'cannotOpen';
  constructor(
    readonly stream: string,
    readonly setting: string,
  ) {
    super(
      `The server's stream ${stream} has ${setting} set, so the server drops events of the ledger. ` +
        `Remove it from the stream's metadata; if events are gone already, restore the last good backup.`,
    );
  }
}

export class HistoryLost extends LedgerError {
  override readonly name = 'HistoryLost';
  readonly kind = 'cannotOpen';
  constructor(what: string) {
    super(
      `The ledger's events on the KurrentDB server are not whole: ${what}. Somebody deleted, truncated or scavenged ` +
        `them, or wrote beside the ledger. Stop writing and restore the last good backup.`,
    );
  }
}

/** A warning. Somebody else's stream under the prefix is skipped by every process and does no harm there. */
export class ForeignStream extends LedgerError {
  override readonly name = 'ForeignStream';
  readonly kind = 'taken';
  constructor(readonly stream: string) {
    super(
      `The server's stream ${stream} begins with the ledger's prefix, and somebody else wrote it. It is left out of the ` +
        `ledger. Do not delete it, which looks like a loss; let nobody but the ledger write under its prefix.`,
    );
  }
}

export class StreamTaken extends LedgerError {
  override readonly name = 'StreamTaken';
  readonly kind = 'taken';
  constructor(readonly stream: string) {
    super(
      `The ledger cannot begin its stream ${stream}: somebody else has written a stream of that name to the KurrentDB ` +
        `server. Nothing was written. Move the ledger to a prefix that nobody else writes under, or use another name.`,
    );
  }
}

export class NeedsAppendRecords extends AppendRefused {
  override readonly name = 'NeedsAppendRecords';
  constructor(readonly serverVersion: string) {
    super(
      `An append by a client certificate, and one over several streams, needs KurrentDB 26.1 or later; this server is ` +
        `${serverVersion}. Upgrade it. Until then connect as a user with a password: commands work, and an import is ` +
        `written run by run.`,
    );
  }
}

export class AppendTooLarge extends AppendRefused {
  override readonly name = 'AppendTooLarge';
  constructor(options?: ErrorOptions) {
    super(
      'The KurrentDB server refuses an append of this size, and nothing of it was written. ' +
        'Import fewer sessions at once, or raise the size of an append in the server’s settings.',
      options,
    );
  }
}
