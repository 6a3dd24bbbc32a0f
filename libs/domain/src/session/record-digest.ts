import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Change, StatementEvent } from './events.js';

/**
 * The digest of what a version of the minutes says by the record, beside the digest of its paper, which people give:
 * SHA-256 of the canonical JSON (RFC 8785) of its number, its statements as they read now, and its changes.
 */
export const recordDigest = (version: {
  version: number;
  statements: readonly StatementEvent[];
  changes: readonly Change[];
}): string => `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalize(version)!)))}`;
