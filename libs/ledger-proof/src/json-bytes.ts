export const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c] as const;
export const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const [FIRST_PRINTED, LAST_PRINTED] = [0x20, 0x7e] as const;

/** For each byte whether it is one of these: looking it up is faster than comparing, and every byte of a ledger comes by. */
const bytesThat = (are: (byte: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => Number(are(byte)));
const isQuoteOrEscape = (byte: number): boolean => byte === QUOTE || byte === BACKSLASH;
export const endText = bytesThat((byte) => byte < FIRST_PRINTED || isQuoteOrEscape(byte));
export const endName = bytesThat((byte) => byte < FIRST_PRINTED || byte > LAST_PRINTED || isQuoteOrEscape(byte));
export const inWord = bytesThat((byte) => /[0-9a-z.+-]/.test(String.fromCharCode(byte)));

/** The same places, with room for as many more. */
export const enlarged = (from: Int32Array): Int32Array<ArrayBuffer> => {
  const to = new Int32Array(2 * from.length);
  to.set(from);
  return to;
};

/** Which of two names, by where their quotes are, comes first. */
export const compareNames = (bytes: Buffer, one: number, other: number): number => {
  for (let n = 1; ; n += 1) {
    const [a, b] = [bytes[one + n]!, bytes[other + n]!];
    if (a === b && a === QUOTE) return 0;
    if (a === b) continue;
    if (a === QUOTE) return -1; // the other goes on
    return b === QUOTE ? 1 : a - b;
  }
};

/** Fewer bytes are copied faster one by one. */
const WORTH_A_CALL = 32;

/** Copies a piece of the one to a place in the other, and answers where it ends there. */
export const copied = (from: Buffer, begin: number, end: number, target: Buffer, to: number): number => {
  if (end - begin > WORTH_A_CALL) from.copy(target, to, begin, end);
  else for (let at = begin; at < end; at += 1) target[to + at - begin] = from[at]!;
  return to + end - begin;
};
