import { once } from 'node:events';
import { createServer } from 'node:net';
import { accessRules } from './access.mjs';
import { appendHandlers } from './appends.mjs';
import { openFile } from './file.mjs';
import { Faults } from './faults.mjs';
import { Log } from './log.mjs';
import { clusterHandlers } from './cluster.mjs';
import { grpc, services } from './protocol.mjs';
import { readHandler } from './reads.mjs';
import { recordsHandlers } from './records-appends.mjs';
import { startWriter } from './writer.mjs';

const HOST = '127.0.0.1';
const MIB = 1024 * 1024;

/** See double.d.mts for what every option and method promises. */
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
} = {}) => {
  const sockets = new Map(); // by the reader's port
  const faults = new Faults((call) => sockets.get(call.getPeer().split(':').at(-1))?.destroy());
  const access = accessRules({ credentials, rights });
  let file, log, writer, server, listener;
  let port = wanted;

  const openLog = () => {
    file = data && openFile(data, { fsync });
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
    const submit = { submit: (decide) => writer.submit(decide) };
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
    ({ port } = listener.address());
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
    /** For a look inside: how many records there are. */
    get size() {
      return log.records.length;
    },
  };
};
