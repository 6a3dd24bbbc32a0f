import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JournalEntry } from '@jwg/read-models';
import type { EventDigest } from './report.js';

export const sha256 = (value: unknown): string => createHash('sha256').update(canonicalize(value)!).digest('hex');

/** Each event once, in the order of the ledger. Of an event counts what it says, when, where, and on what authority. */
export const digestsOf = (entries: readonly JournalEntry[]): EventDigest[] =>
  [...new Map(entries.map((it) => [it.position, it])).values()]
    .sort((a, b) => a.position - b.position)
    .map(({ position, type, stream, revision, data, occurredAt, authority, source, recordedAt }) => ({
      position,
      type,
      digest: sha256({ type, stream, revision, data, occurredAt, authority, source, recordedAt }).slice(0, 16),
    }));
