/** For specs of libs, which know nothing of tools. */
export { readCommitted } from '../tools/relay-torture/read-committed.ts';
