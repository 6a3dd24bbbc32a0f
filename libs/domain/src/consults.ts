import type { Fact } from '@jwg/event-sourcing';
import { forumOf, isCommitmentId } from './ids.js';

/**
 * The commitments that a command names in its data: the edge loads their states and hands them in with the context.
 * Ids are recognised by their form, so a new command need not be listed here.
 */
export const consults = ({ data }: Fact): string[] => [
  ...new Set(stringsIn(data).flatMap(([, value]) => (isCommitmentId(value) ? [value] : []))),
];

/** The forums that a command names: those of its commitments, and the one that something is referred to. */
export const consultsForums = ({ data }: Fact): string[] => [
  ...new Set(
    stringsIn(data).flatMap(([field, value]) =>
      field === 'toForum' ? [value] : isCommitmentId(value) ? [forumOf(value)] : [],
    ),
  ),
];

/** Every text within a value, with the name of its field (or its place in a list). */
const stringsIn = (value: unknown, field = ''): [string, string][] =>
  typeof value === 'string'
    ? [[field, value]]
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, inner]) => stringsIn(inner, name))
      : [];
