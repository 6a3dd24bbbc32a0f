import { CommandIdReused, type EmptyAnswers, type Fact, type Outcome } from '@jwg/event-sourcing';

/** How long a command that led to nothing is known again. What led to events is known for ever, by these. */
export const EMPTY_ANSWER_DAYS = 30;
const DAY_MS = 86_400_000;

interface Asked {
  readonly commandId: string;
  readonly stream: string;
  readonly digest: string;
  /** Whether an earlier command's digest is of this command. */
  known(earlier: string): boolean;
}

/**
 * Decides, unless the same command was answered before and led to nothing: then it gets that answer again, whatever has
 * changed since.
 *
 * @throws CommandIdReused  the id belongs to another command
 */
export const answeredOnce = async <E extends Fact>(
  answers: EmptyAnswers | undefined,
  { commandId, stream, digest, known }: Asked,
  decide: () => Promise<Outcome<E>>,
): Promise<Outcome<E>> => {
  const before = await answers?.of(commandId);
  if (before && !(before.stream === stream && known(before.digest)))
    throw new CommandIdReused(commandId, before.stream);
  if (before) return { stream, revision: before.revision, events: [] };
  const outcome = await decide();
  if (outcome.events.length === 0) {
    const until = new Date(Date.now() + EMPTY_ANSWER_DAYS * DAY_MS);
    await answers?.keep(commandId, { stream, revision: outcome.revision, digest }, until);
  }
  return outcome;
};
