/** How many entries a page has unless the question says otherwise, and how many at most. */
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 500;
