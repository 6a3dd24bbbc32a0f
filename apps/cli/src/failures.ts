/** Exit codes; documented in docs/reference/command-line.md. */
export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  noLedger: 5,
  interrupted: 130,
} as const;

const failures = {
  NO_LEDGER: exits.noLedger,
  USAGE: exits.usage,
  NOT_FOUND: exits.notFound,
  INTERRUPTED: exits.interrupted,
} as const;

/** The command line's own no. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly code: keyof typeof failures,
    message: string,
  ) {
    super(message);
  }
}

const codes: Readonly<Record<string, number>> = {
  Invalid: exits.usage,
  Unauthenticated: exits.usage,
  BadAsOf: exits.usage,
  Refused: exits.refused,
  CommandIdReused: exits.refused,
  NotFound: exits.notFound,
  LedgerInUse: exits.noLedger,
  LedgerMissing: exits.noLedger,
  NotALedger: exits.noLedger,
  FolderNotWritable: exits.noLedger,
  AnotherLedger: exits.noLedger,
  ReadModelsDamaged: exits.noLedger,
  ReadModelsMissing: exits.noLedger,
  FollowerBooksUnusable: exits.noLedger,
  LedgerDamaged: exits.noLedger,
  LedgerTooNew: exits.noLedger,
  IssuerKeyUnusable: exits.noLedger,
  ProjectionOutdated: exits.noLedger,
  UnfitSource: exits.noLedger,
  TargetInUse: exits.noLedger,
  NotTheSameLedger: exits.refused,
  MoveFailed: exits.failed,
  StoreUnavailable: exits.noLedger,
  BadSettings: exits.usage,
  AppendTooLarge: exits.refused,
  NeedsAppendRecords: exits.refused,
  MayNotReadLog: exits.noLedger,
  HistoryLost: exits.noLedger,
  StreamWouldForget: exits.noLedger,
  StreamTaken: exits.refused,
  FollowerFailed: exits.failed,
  NoBrokers: exits.usage,
  ReplayRefused: exits.refused,
  NeedsHuman: exits.failed,
  Fenced: exits.failed,
  PublishFailed: exits.failed,
  TopicsDiffer: exits.failed,
};

/** The message and the exit code for whatever went wrong; a stack only for what nobody expected. */
export const told = (error: unknown): { message: string; exit: number } => {
  if (!(error instanceof Error)) return { message: String(error), exit: exits.failed };
  if (error instanceof Failure) return { message: error.message, exit: failures[error.code] };
  const { code, exit: asked } = error as { code?: string; exit?: number };
  if (error.name === 'Refused') return { message: `Refused (${code}): ${error.message}`, exit: exits.refused };
  const exit = codes[error.name] ?? asked;
  return exit === undefined
    ? { message: error.stack ?? error.message, exit: exits.failed }
    : { message: error.name === 'StoreUnavailable' ? withCause(error) : error.message, exit };
};

/** What a server said itself names the way out: a database that does not exist, a password that is not right. */
const withCause = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message && !message.includes(cause.message)
    ? `${message}: ${cause.message}`
    : message;
