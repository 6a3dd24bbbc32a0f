import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

/** The address of a node, in front of the server that answers for it: so that a node can die, freeze and return. */
export interface Gate {
  readonly port: number;
  /** Breaks every connection, and refuses new ones until `open`. */
  shut(): Promise<void>;
  /** Listens at the same port again, in front of another server. */
  open(behind: number): Promise<void>;
  /** Connections stay, new ones are taken, and nothing is said, until `thaw`: as a process that got SIGSTOP. */
  freeze(): void;
  thaw(): void;
}

/** @param behind  the port of the server */
export const openGate = async (behind: number): Promise<Gate> => {
  const sockets = new Set<Socket>();
  let frozen = false;
  let target = behind;
  const take = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (frozen) socket.pause();
  };
  const server = createServer({ noDelay: true, pauseOnConnect: false }, (near) => {
    const far = connect({ port: target, host: HOST, noDelay: true });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      take(one);
      one.on('data', (bytes: Buffer) => {
        if (!other.write(bytes)) one.pause();
      });
      other.on('drain', () => void (frozen || one.resume()));
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const thaw = () => {
    frozen = false;
    for (const socket of sockets) socket.resume();
  };
  return {
    port,
    async shut() {
      thaw();
      if (server.listening) {
        const closed = once(server, 'close');
        server.close();
        for (const socket of sockets) socket.destroy();
        await closed;
      }
    },
    async open(other) {
      target = other;
      if (server.listening) return;
      server.listen(port, HOST);
      await once(server, 'listening');
    },
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw,
  };
};
