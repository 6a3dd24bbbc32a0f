import {
  exitCodeOf,
  exits,
  LedgerError,
  problemFrom,
  problemMembers,
  reasonOf,
  wayOutOf,
  type ErrorKind,
  type ProblemDetails,
} from '@jwg/platform';

/** A refusal by the command line itself; its message says the way out. */
export class Failure extends LedgerError {
  override readonly name = 'Failure';
  constructor(
    readonly kind: ErrorKind,
    message: string,
  ) {
    super(message);
  }
}

/** What can be done here about errors of a kind, where the error itself does not say it. */
const waysOut: Readonly<Record<ErrorKind, string>> = {
  invalid: 'Correct it; jwg <command> --help and jwg fields <command> say what is wanted.',
  misconfigured: 'Correct the setting; jwg config check tries each one.',
  refused: 'Change what stands in the way, and try again.',
  taken: 'Name another place, or move away what is there.',
  cannotOpen: 'jwg config check says what to repair.',
  cannotWrite: 'End the other process that writes there, or let this user write.',
  overtaken: 'Try again.',
  failed: 'Report this message to those who run the ledger.',
  interrupted: 'Run it again; nothing is done twice.',
  unauthenticated: 'Set JWG_TOKEN to a valid token; jwg token makes one beside the data folder of the server.',
  notAllowed: 'Have it done in the right role, or on the right side.',
  notFound: 'Correct the id; jwg forums, jwg session <forum> and jwg status list what there is.',
  stale: 'Look at it again, and name its revision with --revision <n>.',
  reused: 'Give each new command an id of its own: --command-id.',
  unavailable: 'Try again.',
  busy: 'Try again.',
  turnedAway: 'Try again a little later.',
  tooLarge: 'Divide it.',
};

/** A command that may have been written is safe to repeat; of a question that would only be a riddle. */
const waysOutOfCommands: Partial<Record<ErrorKind, string>> = {
  unavailable: 'Try again; with the same --command-id nothing is done twice.',
  busy: 'Try again; with the same --command-id nothing is done twice.',
};

let takesCommandId = false;
/** Said once the command line is understood. */
export const ifItRecords = (does: boolean): void => void (takesCommandId = does);

/** The message and the exit code for an error; with a stack only if the error was not expected. */
export const exitFor = (error: unknown): { message: string; exit: number } => {
  const exit = exitCodeOf(error);
  if (!(error instanceof LedgerError)) return { message: unexpected(error), exit };
  return { message: withWayOut(messageOf(error), stillToSay(error)), exit };
};

/** RFC 9457: the same problem that a server answers with, in the words of this machine, and with the exit code. */
export const problemFor = (error: unknown): Partial<ProblemDetails> & { exit: number } => {
  const exit = exitCodeOf(error);
  const members = error instanceof LedgerError ? problemMembers(error) : { type: 'internal' as const };
  const { instance: _instance, ...problem } = problemFrom(members, '').problem;
  const wayOut = error instanceof LedgerError ? wayOutFor(error) : waysOut.failed;
  const detail = error instanceof LedgerError ? detailOf(error) : unexpected(error);
  return { ...problem, detail, wayOut, exit };
};

/** On the operator's own machine, what the database or the broker said about itself is no secret. */
const detailOf = (error: Coded): string =>
  error.kind === 'unavailable' ? messageOf(error) : (error.detail ?? messageOf(error));

/** The problem of a call that the command line does not understand. */
export const usageProblem = (detail: string): object => ({
  ...problemFor(new Failure('invalid', detail)),
  wayOut: 'jwg <command> --help lists the options.',
});

type Coded = LedgerError & { readonly code?: string };

const wayOutFor = (error: Coded): string =>
  inOptions(error.wayOut) ??
  wayOutOf(error.code) ??
  (takesCommandId ? waysOutOfCommands[error.kind] : undefined) ??
  waysOut[error.kind];

/** Their messages are for operators, and complete. */
const sayItThemselves: readonly ErrorKind[] = [
  'misconfigured',
  'taken',
  'cannotOpen',
  'cannotWrite',
  'failed',
  'interrupted',
];

/** The way out, unless the message has it. */
const stillToSay = (error: Coded): string | undefined =>
  error.name === 'Failure' || (error.wayOut === undefined && sayItThemselves.includes(error.kind))
    ? undefined
    : wayOutFor(error);

/** What HTTP confirms by a field is confirmed here by an option. */
const inOptions = (wayOut: string | undefined): string | undefined =>
  wayOut?.replace(
    /with confirm: \[([A-Z0-9_, ]+)\]/,
    (_, codes: string) => `with --confirm ${codes.replaceAll(' ', '')}`,
  );

const messageOf = (error: Coded): string => {
  if (error.code !== undefined) return `Refused (${error.code}): ${error.detail ?? error.message}`;
  return error.kind === 'unavailable' ? reasonOf(error) : error.message;
};

const withWayOut = (message: string, wayOut: string | undefined): string => {
  const isSaid = wayOut === undefined || message.toLowerCase().includes(wayOut.toLowerCase().replace(/\.$/, ''));
  return isSaid ? message : `${/[.!?]$/.test(message) ? message : `${message}.`} ${wayOut}`;
};

const unexpected = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

export { exits };
