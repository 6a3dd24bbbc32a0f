import type { StoredCheckpoint } from './follower-books.js';

/** The key with which texts that name one person are enciphered. */
export interface PersonKey {
  /** Random; it stands for the person in the log and tells nothing of them. */
  readonly id: string;
  /** 32 bytes, base64url. Missing once the person is forgotten. */
  readonly key?: string;
}

/**
 * The keys of persons, outside of the log: destroying one makes every text enciphered with it unreadable, and changes
 * no event. A person is found by a digest of the name; with the key, the digest goes too.
 */
export interface PersonKeys {
  /** The person of this digest, made when there is none. When it resolves, the key survives a power cut. */
  ensure(digest: string): Promise<PersonKey>;
  /** The person of this digest, if there is one who is not forgotten. */
  find(digest: string): Promise<string | undefined>;
  /** The persons with these ids. */
  withIds(ids: readonly string[]): Promise<PersonKey[]>;
  /** Destroys these keys. A person who was never known here is marked as forgotten too. */
  destroy(ids: readonly string[]): Promise<void>;
  /** Both only grow, so a process can see that others have met or forgotten somebody. */
  count(): Promise<PersonCount>;
  /** Takes over all persons of another ledger, because its events are moved here. */
  takeFrom(other: PersonKeys): Promise<void>;
  /** Every person, page by page, in order of id. */
  page(after: string, limit: number): Promise<KeptPerson[]>;
  /** How far the log was read for who is to be forgotten. It lies with the keys: older keys have an older checkpoint. */
  readonly checkpoint: StoredCheckpoint & { clear(): Promise<void> };
  close(): Promise<void>;
}

export interface PersonCount {
  /** How many persons there are, those who are forgotten too. */
  readonly all: number;
  readonly forgotten: number;
}

export interface KeptPerson extends PersonKey {
  readonly digest?: string;
}
