export { ListReads, seesReads, type ReadList, type RecordedRead } from './list-reads.js';
export { ReadNotRecorded, ReadsOnRecord } from './on-record.js';
