import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { accessRules, type AccessOptions } from './access.ts';
import { appendHandlers } from './appends.ts';
import type { Leader } from './errors.ts';
import { openFile, type RecordFile } from './file.ts';
import { Faults } from './faults.ts';
import { Log } from './log.ts';
import { clusterHandlers } from './cluster.ts';
import { grpc, services } from './protocol.ts';
import { readHandler } from './reads.ts';
import { recordsHandlers } from './records-appends.ts';
import { startWriter, type Writer } from './writer.ts';

const HOST = '127.0.0.1';
const MIB = 1024 * 1024;

export interface KurrentDoubleOptions extends AccessOptions {
  /** Of 127.0.0.1; any free one unless given. */
  port?: number;
  /** A file that keeps the log; in memory unless given. */
  data?: string;
  /** Whether an append is on the disk before it is answered, not just with the operating system. */
  fsync?: boolean;
  /** The version that it tells the client: before 26.1 there is no `appendRecords`, before 25.1 no `multiStreamAppend`. */
  version?: string;
  /** A system event ($statsCollected) after so many user events, as real logs have them; 0: none. Default 10. */
  statsEvery?: number;
  /** The largest append in bytes of data, metadata and types. Default 1 MiB, as the server's. */
  maxAppendBytes?: number;
  /** Serves TLS with this key and certificate (PEM). */
  tls?: { key: Buffer; cert: Buffer };
}

export interface KurrentDouble {
  /** `kurrentdb://127.0.0.1:2113?tls=false` */
  readonly url: string;
  readonly port: number;
  /** The number of records in its log, system events included. */
  readonly size: number;

  /** Closes every connection at once, as a killed node does. */
  stop(): Promise<void>;
  /** Stops, and listens again at the same port with the same log (with `data`: as the file has it). */
  restart(): Promise<void>;

  /** Every call is refused with UNAVAILABLE, open reads end with it, until `available`. */
  unavailable(): void;
  available(): void;
  /** Writes, and reads that require the leader, are refused and told who leads, until `leader`. */
  notLeader(leader: Leader): void;
  leader(): void;
  /** Ends every open read and subscription in its middle with UNAVAILABLE. */
  dropStreams(): void;
  /** Closes every connection without a word, and takes new ones. */
  dropConnections(): void;
  /** The next appends are committed, and never answered: the connection is dropped, or (`hang`) stays silent. */
  loseReplies(count: number, how?: 'drop' | 'hang'): void;
  /** Every answer to an append, and the start of every read, comes so much later. */
  slow(ms: number): void;
  /** Closes every connection and takes no new one, until `acceptConnections`. */
  refuseConnections(): Promise<void>;
  acceptConnections(): Promise<void>;
}

/**
 * A protocol test double of a KurrentDB node: it speaks KurrentDB's wire protocol to the official client, and is not
 * KurrentDB. README.md says what it promises, and where each promise was read. It listens when it
 * resolves.
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
}: KurrentDoubleOptions = {}): Promise<KurrentDouble> => {
  const sockets = new Map<string, Socket>(); // by the reader's port
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
    for (const record of file?.read() ?? []) log.restore(record);
    if (log.records.length === 0) {
      const first = log.system('$epoch-information', '$EpochInformation');
      file?.write([first]);
    }
    writer = startWriter(log, file);
  };

  const listen = async () => {
    const parts = { log: () => log, writer: () => writer, faults, access, maxAppendBytes };
    const submit: Pick<Writer, 'submit'> = { submit: (decide) => writer.submit(decide) };
    server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * MIB });
    server.addService(services.streams, { ...appendHandlers({ ...parts, writer: submit }), read: readHandler(parts) });
    server.addService(services.streamsV2, recordsHandlers({ ...parts, writer: submit }));
    const cluster = clusterHandlers({ version, faults, address: () => ({ host: HOST, port }) });
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
      socket.on('error', () => {}); // a reader that went away is no concern of ours
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
    },
    leader() {
      faults.leader = undefined;
    },
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
  };
};
