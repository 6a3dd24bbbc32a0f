/** Milliseconds that a reader may take for one piece before it is disconnected. */
export const READER_PATIENCE_MS = 60_000;

/** Passes the pieces on at the reader's pace. Calls `giveUp` when the reader does not take one within `ms`. */
export async function* takenWithin(
  pieces: AsyncIterable<string>,
  ms: number,
  giveUp: () => void,
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    const patience = setTimeout(giveUp, ms);
    try {
      yield piece;
    } finally {
      clearTimeout(patience);
    }
  }
}
