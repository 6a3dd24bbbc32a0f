import * as errors from './errors.ts';
import type { Log } from './log.ts';
import type { Streams } from './protocol.ts';

type Position = Streams.ReadReq.Options.Position;

/** The index of the record at a position; a position between records does not belong to this log. */
export const indexOfPosition = (position: Position, log: Log): number => {
  const commit = Number(position.getCommitPosition());
  const index = log.indexAt(commit);
  if (index < log.records.length && log.records[index]!.position !== commit) throw errors.invalidPosition();
  if (index === log.records.length && commit < log.end) throw errors.invalidPosition();
  return index;
};
