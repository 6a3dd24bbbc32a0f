/** How a ledger's names look on a server that keeps other things, too. */
export interface LedgerNames {
  /** What the names of this ledger's streams begin with, and no other's. */
  readonly prefix: string;
  /** Whether a stream of the ledger is named so; somebody else's may begin with the prefix, too. */
  holds(name: string): boolean;
  toServer(stream: string): string;
  fromServer(name: string): string;
}

/**
 * Streams are named `<prefix><name>`, the name percent-encoded: any text comes back, and none begins with `$`, which is
 * the server's own. A prefix has one dot, at its end, so that no ledger's prefix begins another's.
 *
 * @throws TypeError  the prefix is not letters, digits, dashes and underscores with a dot after them
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
    fromServer: (name) => decodeURIComponent(name.slice(prefix.length)),
  };
};

/** Whether it is what percent-encoding makes of some text. */
export const isEncoded = (encoded: string): boolean => {
  try {
    return encodeURIComponent(decodeURIComponent(encoded)) === encoded;
  } catch {
    return false;
  }
};

/** The server keeps settings of a stream, such as when to forget, in a stream of this name. */
export const metadataStreamOf = (name: string): string => `$$${name}`;
