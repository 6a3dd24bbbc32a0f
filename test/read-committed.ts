/** For specs of libs, which know nothing of tools. */
export { readCommitted, type CommittedRecord } from '../tools/relay-torture/read-committed.mjs';
