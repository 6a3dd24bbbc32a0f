const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const [FIRST_PRINTED, LAST_PRINTED] = [0x20, 0x7e] as const;

/**
 * Puts the members of all objects into the order of RFC 8785, in the bytes themselves: moving members changes no length.
 * What `JSON.stringify` wrote is canonical then, because it writes numbers and texts as the RFC does. Nothing is parsed,
 * so this takes a fraction of the time that `canonicalJson` does.
 *
 * It answers `false` where it is not sure, and may have moved something by then: a name with an escape or of other
 * letters than those of English, a name that is there twice, a space between, or no JSON at all.
 *
 * @param bytes  with one zero after the text
 */
export const sortMembers = (bytes: Uint8Array, length: number): boolean => {
  if (spare.length < length) spare = new Uint8Array(length * 2);
  return endOfValue(bytes, 0) === length;
};

/** Members lie here while those of one object change places. */
let spare = new Uint8Array(4096);

const UNSURE = -1;

const endOfValue = (bytes: Uint8Array, from: number): number => {
  const first = bytes[from];
  if (first === QUOTE) return endOfText(bytes, from);
  if (first === OPEN_OBJECT) return endOfObject(bytes, from);
  return first === OPEN_LIST ? endOfList(bytes, from) : endOfWord(bytes, from);
};

const endOfText = (bytes: Uint8Array, from: number): number => {
  for (let at = from + 1; ; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at += 1;
    else if (!(byte >= FIRST_PRINTED)) return UNSURE;
  }
};

/** A name of printed ASCII alone, so that the order of its bytes is that of its UTF-16 units. */
const endOfName = (bytes: Uint8Array, from: number): number => {
  if (bytes[from] !== QUOTE) return UNSURE;
  for (let at = from + 1; ; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH || !(byte >= FIRST_PRINTED && byte <= LAST_PRINTED)) return UNSURE;
  }
};

/** A number, `true`, `false` or `null`. */
const endOfWord = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (isOfWord(bytes[at]!)) at += 1;
  return at === from ? UNSURE : at;
};

const isOfWord = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x2d || byte === 0x2e || byte === 0x2b;

const endOfList = (bytes: Uint8Array, from: number): number => {
  let at = from + 1;
  if (bytes[at] === CLOSE_LIST) return at + 1;
  for (;;) {
    at = endOfValue(bytes, at);
    if (at === UNSURE) return UNSURE;
    if (bytes[at] === CLOSE_LIST) return at + 1;
    if (bytes[at] !== COMMA) return UNSURE;
    at += 1;
  }
};

const endOfObject = (bytes: Uint8Array, from: number): number => {
  let at = from + 1;
  if (bytes[at] === CLOSE_OBJECT) return at + 1;
  const members: number[] = []; // where each begins and where it ends, in order
  let isMoved = false;
  for (;;) {
    const colon = endOfName(bytes, at);
    if (colon === UNSURE || bytes[colon] !== COLON) return UNSURE;
    const end = endOfValue(bytes, colon + 1);
    if (end === UNSURE) return UNSURE;
    const place = placeOf(bytes, members, at);
    if (place === UNSURE) return UNSURE;
    if (place === members.length) members.push(at, end);
    else {
      members.splice(place, 0, at, end);
      isMoved = true;
    }
    at = end + 1;
    if (bytes[end] === CLOSE_OBJECT) break;
    if (bytes[end] !== COMMA) return UNSURE;
  }
  if (isMoved) move(bytes, members, from + 1);
  return at;
};

/** Where in the list the member that begins there belongs. */
const placeOf = (bytes: Uint8Array, members: readonly number[], begin: number): number => {
  for (let n = members.length; n > 0; n -= 2) {
    const order = compareNames(bytes, members[n - 2]!, begin);
    if (order === 0) return UNSURE;
    if (order < 0) return n;
  }
  return 0;
};

const compareNames = (bytes: Uint8Array, one: number, other: number): number => {
  for (let n = 1; ; n += 1) {
    const [a, b] = [bytes[one + n]!, bytes[other + n]!];
    if (a === b && a !== QUOTE) continue;
    if (a === b) return 0;
    if (a === QUOTE) return -1; // the other goes on
    return b === QUOTE ? 1 : a - b;
  }
};

const move = (bytes: Uint8Array, members: readonly number[], first: number): void => {
  let to = 0;
  for (let n = 0; n < members.length; n += 2) {
    if (n > 0) spare[to++] = COMMA;
    const end = members[n + 1]!;
    for (let at = members[n]!; at < end; at += 1) spare[to++] = bytes[at]!;
  }
  for (let at = 0; at < to; at += 1) bytes[first + at] = spare[at]!;
};
