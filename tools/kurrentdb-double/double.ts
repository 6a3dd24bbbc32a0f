import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { accessRules, type AccessOptions } from './access.ts';
import { appendHandlers } from './appends.ts';
import type { Leader } from './errors.ts';
import { openFile, type RecordFile } from './file.ts';
import { Faults } from './faults.ts';
import { Log } from './log.ts';
import { clusterHandlers, type Member } from './cluster.ts';
import { grpc, services } from './protocol.ts';
import { readHandler } from './reads.ts';
import type { LogRecord } from './record.ts';
import { recordsHandlers } from './records-appends.ts';
import { startWriter, type Writer } from './writer.ts';

const HOST = '127.0.0.1';
const MIB = 1024 * 1024;

export interface KurrentDoubleOptions extends AccessOptions {
  /** The port on 127.0.0.1; any free one unless given. */
  port?: number;
  /** The file of the log; the log is in memory unless given. */
  data?: string;
  /** Whether an append is on the disk before it is answered, and not just in the system's cache. */
  fsync?: boolean;
  /** The version that the client sees: before 26.1 there is no `appendRecords`, before 25.1 no `multiStreamAppend`. */
  version?: string;
  /** User events between two system events ($statsCollected), as real logs have them; 0: none. Default 10. */
  statsEvery?: number;
  /** The largest append, in bytes of data, metadata and types. Default 1 MiB, as the server's. */
  maxAppendBytes?: number;
  /** Serves TLS with this key and certificate (PEM). */
  tls?: { key: Buffer; cert: Buffer };
  /** The cluster that this is a node of (three-nodes.ts). */
  membership?: Membership;
}

export interface Membership {
  /** What the cluster has decided before this node starts. */
  readonly records: readonly LogRecord[];
  members(): readonly Member[];
  /** Gives the other nodes what this one has decided. */
  spread(records: readonly LogRecord[]): void;
}

export interface KurrentDouble {
  /** `kurrentdb://127.0.0.1:2113?tls=false` */
  readonly url: string;
  readonly port: number;
  /** The number of records in its log, system events included. */
  readonly size: number;
  /** The number of reads and subscriptions that callers have open. */
  readonly openReads: number;

  /** Closes every connection at once, as a killed node does. */
  stop(): Promise<void>;
  /** Stops, and listens again at the same port with the same log (with `data`: read from the file). */
  restart(): Promise<void>;

  /** Until `available`, every call is refused with UNAVAILABLE, and open reads end with it. */
  unavailable(): void;
  available(): void;
  /** Until `leader`, writes and reads that require the leader are refused with the leader's address. */
  notLeader(leader: Leader): void;
  leader(): void;
  /** Until `leader` or `notLeader`, writes and reads that require the leader are refused: an election goes on. */
  leaderless(): void;
  /** Takes what the leader of its cluster has decided. */
  take(records: readonly LogRecord[]): void;
  /** Ends every open read and subscription with UNAVAILABLE. */
  dropStreams(): void;
  /** Closes every connection without an error message, and accepts new ones. */
  dropConnections(): void;
  /** The next `count` appends are committed but never answered: the connection is dropped, or (`hang`) stays silent. */
  loseReplies(count: number, how?: 'drop' | 'hang'): void;
  /** Delays every answer to an append, and the start of every read, by `ms`. */
  slow(ms: number): void;
  /** Closes every connection and accepts no new one, until `acceptConnections`. */
  refuseConnections(): Promise<void>;
  acceptConnections(): Promise<void>;
}

/**
 * A protocol test double of a KurrentDB node: it speaks KurrentDB's wire protocol to the official client, and is not
 * KurrentDB. README.md lists its promises, with the source of each. The double listens when the promise resolves.
 */
export const startKurrentDouble = async ({
  port: wanted = 0,
  data,
  fsync = false,
  version = '26.1.0',
  statsEvery = 10,
  maxAppendBytes = MIB,
  credentials,
  rights,
  tls,
  membership,
}: KurrentDoubleOptions = {}): Promise<KurrentDouble> => {
  const sockets = new Map<string, Socket>(); // by the client's port
  const faults = new Faults((call) => sockets.get(call.getPeer().split(':').at(-1)!)?.destroy());
  const access = accessRules({ credentials, rights });
  let file: RecordFile | undefined;
  let log: Log;
  let writer: Writer;
  let server: grpc.Server;
  let listener: Server;
  let port = wanted;

  const openLog = () => {
    file = data ? openFile(data, { fsync }) : undefined;
    log = new Log({ statsEvery });
    for (const record of file?.read() ?? membership?.records ?? []) log.restore(record);
    if (log.records.length === 0) {
      const first = log.system('$epoch-information', '$EpochInformation');
      file?.write([first]);
      membership?.spread(first);
    }
    writer = startWriter(log, file, membership?.spread);
  };

  const listen = async () => {
    const parts = { log: () => log, writer: () => writer, faults, access, maxAppendBytes };
    const submit: Pick<Writer, 'submit'> = { submit: (decide) => writer.submit(decide) };
    server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * MIB });
    server.addService(services.streams, { ...appendHandlers({ ...parts, writer: submit }), read: readHandler(parts) });
    server.addService(services.streamsV2, recordsHandlers({ ...parts, writer: submit }));
    const cluster = clusterHandlers({
      version,
      faults,
      address: () => ({ host: HOST, port }),
      members: membership?.members,
    });
    server.addService(services.features, cluster.features);
    server.addService(services.gossip, cluster.gossip);
    const injector = server.createConnectionInjector(
      tls
        ? grpc.ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }])
        : grpc.ServerCredentials.createInsecure(),
    );
    listener = createServer({ noDelay: true }, (socket) => {
      const key = String(socket.remotePort);
      sockets.set(key, socket);
      socket.on('close', () => sockets.delete(key));
      socket.on('error', () => {}); // the client has left, and nothing is to be done
      injector.injectConnection(socket);
    });
    listener.listen(port, HOST);
    await once(listener, 'listening');
    ({ port } = listener.address() as AddressInfo);
  };

  const dropConnections = () => {
    for (const socket of sockets.values()) socket.destroy();
  };

  const refuseConnections = async () => {
    const closed = once(listener, 'close');
    listener.close();
    dropConnections();
    await closed;
  };

  const close = async () => {
    if (listener.listening) await refuseConnections();
    server.forceShutdown();
    file?.close();
  };

  openLog();
  await listen();

  return {
    get url() {
      return `kurrentdb://${credentials ? `${credentials.username}:${credentials.password}@` : ''}${HOST}:${port}?tls=${tls !== undefined}`;
    },
    get port() {
      return port;
    },
    stop: close,
    async restart() {
      await close();
      if (data) openLog();
      await listen();
    },
    unavailable() {
      faults.down = true;
      faults.cutReads();
    },
    available() {
      faults.down = false;
    },
    notLeader(leader) {
      faults.leader = leader;
      faults.leaderless = false;
    },
    leader() {
      faults.leader = undefined;
      faults.leaderless = false;
    },
    leaderless() {
      faults.leaderless = true;
    },
    take: (records) => writer.take(records),
    dropStreams: () => faults.cutReads(),
    dropConnections,
    loseReplies(count, how = 'drop') {
      faults.repliesToLose = count;
      faults.waysToLose = how;
    },
    slow(ms) {
      faults.delayMs = ms;
    },
    refuseConnections,
    async acceptConnections() {
      if (listener.listening) return;
      listener.listen(port, HOST);
      await once(listener, 'listening');
    },
    get size() {
      return log.records.length;
    },
    get openReads() {
      return faults.openReads.size;
    },
  };
};
