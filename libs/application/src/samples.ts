/** Canonical commands, for tests of whatever tells the ledger something. */
export { story } from './testing/story.js';
