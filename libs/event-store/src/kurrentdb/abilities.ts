import services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import type { Connection } from './connection.js';

/** What this version of the server can do with several streams. */
export interface Abilities {
  /** The version that it reports; `unknown` when it reports none. */
  readonly version: string;
  /** `appendRecords`, since KurrentDB 26.1: several streams in any order, and appends by a client certificate. */
  readonly records: boolean;
  /** `multiStreamAppend`, since KurrentDB 25.1: several streams, each of them once. */
  readonly onceEach: boolean;
}

const { appendRecords, appendSession } = services.StreamsServiceService;

export const abilitiesOf = async ({ client }: Pick<Connection, 'client'>): Promise<Abilities> => {
  const features = await client['capabilities'];
  return {
    version: features.serverVersion,
    records: features.supports(appendRecords),
    onceEach: features.supports(appendSession),
  };
};

interface OneStream {
  readonly stream: string;
  readonly events: readonly unknown[];
}

/** Which of the appends over several streams the server takes; undefined when it takes all. */
export const takesWhole = ({
  records,
  onceEach,
}: Abilities): ((writes: readonly OneStream[]) => boolean) | undefined => {
  if (records) return undefined;
  return (writes) => {
    const streams = writes.map(({ stream }) => stream).filter((stream, n, all) => stream !== all[n - 1]);
    const distinct = new Set(streams).size;
    return (
      distinct <= 1 || (onceEach && distinct === streams.length && writes.every(({ events }) => events.length > 0))
    );
  };
};

/** For the log and `jwg config check`. */
export const inWords = ({ version, records, onceEach }: Abilities): string => {
  const name = Number.parseInt(version) < 25 ? 'EventStoreDB' : 'KurrentDB';
  if (records) return `${name} ${version}`;
  const when = onceEach ? 'where a stream comes twice' : 'over several streams';
  return `${name} ${version}, before 26.1: an import ${when} is written run by run, not as one`;
};
