import { commitmentsNamedIn, forumOf, isCommitmentId } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import type { Recorded } from '../events/citation.js';
import { sessionIn } from '../journal/entry.js';

/** The commitment, if the history is about one. */
export const oneOf = (subject: string): string | undefined => (isCommitmentId(subject) ? subject : undefined);

/** Whether an event belongs to the history of a forum, a session or a commitment. */
export const partOf = (subject: string): ((event: Recorded) => boolean) => {
  if (!subject.includes('.')) return ({ stream }) => forumOf(idOf(stream)) === subject;
  if (oneOf(subject) === undefined) return (event) => idOf(event.stream) === subject || sessionIn(event) === subject;
  return (event) => idOf(event.stream) === subject || commitmentsNamedIn(event).includes(subject);
};
