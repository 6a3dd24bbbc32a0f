export interface SearchSearch {
  /** What is looked for. */
  readonly q?: string;
}

export const searchSearch = (given: Record<string, unknown>): SearchSearch =>
  typeof given['q'] === 'string' && given['q'] !== '' ? { q: given['q'] } : {};
