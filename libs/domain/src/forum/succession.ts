import { Refused } from '@jwg/event-sourcing';
import type { CommonRefusal } from '../context.js';
import { isBefore } from '../partial-dates.js';
import type { Forum } from './state.js';

const refuse = (code: CommonRefusal, detail: string, ...about: readonly string[]): never => {
  throw new Refused(code, detail, about);
};

/** The institution that answers for this one: the last of those that succeeded it, or itself. */
export const lastSuccessor = (id: string, succeededBy: (id: string) => string | undefined): string => {
  const seen = new Set([id]);
  let last = id;
  for (let next = succeededBy(last); next !== undefined && !seen.has(next); next = succeededBy(last)) {
    seen.add(next);
    last = next;
  }
  return last;
};

const known = ({ institutions }: Forum, id: string) => (Object.hasOwn(institutions, id) ? institutions[id] : undefined);

export const answersFor = (forum: Forum, id: string): string =>
  lastSuccessor(id, (it) => known(forum, it)?.succeededBy);

/** Those that answer for these institutions now, each once. The record keeps the names under which they were named. */
export const answerFor = (forum: Forum, ids: readonly string[]): string[] => [
  ...new Set(ids.map((id) => answersFor(forum, id))),
];

/**
 * An institution that another one succeeded gets nothing new. What is recorded of a day before the succession, where
 * that day is known, may name it still.
 */
export const requireNotSucceeded = (
  { forum }: { forum: Forum },
  on: string | undefined,
  ...ids: readonly (string | undefined)[]
): void => {
  for (const id of ids) {
    const { succeededBy, succeededOn } = (id === undefined ? undefined : known(forum, id)) ?? {};
    if (id === undefined || succeededBy === undefined || isBefore(on, succeededOn)) continue;
    const successor = answersFor(forum, id);
    refuse('SUCCEEDED', `${id} was succeeded by ${successor}; name ${successor}.`, id, successor);
  }
};
