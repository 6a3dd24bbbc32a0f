export { ListReads, seesReads, type ReadList, type RecordedRead } from './list-reads.js';
export { ReadNotRecorded, ReadsOnRecord, type Read } from './on-record.js';
