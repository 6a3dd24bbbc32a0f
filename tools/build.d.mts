/** Builds when `dist` is missing or older than the sources. */
export function ensureBuilt(): Promise<void>;
