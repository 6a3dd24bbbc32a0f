/** How the ledger's streams are named on a server that other programs use, too. */
export interface LedgerNames {
  /** The prefix of this ledger's stream names; no other ledger has it. */
  readonly prefix: string;
  /** Whether a stream of the ledger can have this name. Streams of somebody else may begin with the prefix, too. */
  holds(name: string): boolean;
  toServer(stream: string): string;
  fromServer(name: string): string;
}

/**
 * Streams are named `<prefix><name>`, with the name percent-encoded. Percent-encoding is reversible for any text, and
 * no name begins with `$`, which is reserved for the server. A prefix has one dot, at its end, so that no ledger's
 * prefix is the beginning of another's.
 *
 * @throws TypeError  the prefix is not letters, digits, dashes and underscores followed by a dot
 */
export const ledgerNames = (prefix: string): LedgerNames => {
  if (!/^[A-Za-z0-9_-]+\.$/.test(prefix))
    throw new TypeError(
      `A ledger's prefix is letters, digits, dashes and underscores, then a dot; not ${JSON.stringify(prefix)}`,
    );
  return {
    prefix,
    holds: (name) => name.startsWith(prefix) && name !== prefix && isEncoded(name.slice(prefix.length)),
    toServer: (stream) => prefix + encodeURIComponent(stream),
    fromServer: (name) => decoded(name.slice(prefix.length)),
  };
};

/** Whether percent-encoding some text gives this result. */
export const isEncoded = (encoded: string): boolean => {
  if (PLAIN.test(encoded)) return true;
  try {
    return encodeURIComponent(decodeURIComponent(encoded)) === encoded;
  } catch {
    return false;
  }
};

/** Most names: percent-encoding leaves them as they are. It is asked three times for each event of the log. */
const PLAIN = /^[\w.!~*'()-]*$/;

const decoded = (encoded: string): string => (PLAIN.test(encoded) ? encoded : decodeURIComponent(encoded));

/** The stream in which the server keeps another stream's settings, such as when to delete events. */
export const metadataStreamOf = (name: string): string => `$$${name}`;
