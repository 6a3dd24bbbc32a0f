import { createServer, connect, type Socket } from 'node:net';
import type { ISocketFactory } from 'kafkajs';

/** Kafka's numbers of the requests. */
export const requests = { Produce: 0, InitProducerId: 22, AddPartitionsToTxn: 24, EndTxn: 26 } as const;

export interface Fault {
  readonly request: keyof typeof requests;
  /** Which request of its kind, counted from 1. */
  readonly nth: number;
  /**
   * `unasked`: cuts the connection before the request reaches the broker; `unanswered`: when the broker's answer
   * arrives.
   */
  readonly how: 'unasked' | 'unanswered';
}

/** A proxy between Kafka clients and one broker. It cuts one connection, once, at a given request. */
export const proxyTo = async (brokerPort: number) => {
  let fault: (Fault & { seen: number }) | undefined;
  let struck = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(brokerPort, '127.0.0.1');
    const doomed = new Set<number>();
    const cut = () => {
      client.destroy();
      broker.destroy();
    };
    for (const socket of [client, broker]) {
      sockets.add(socket);
      socket.on('error', cut).on('close', cut);
    }
    client.on(
      'data',
      frames((frame) => {
        const isMeant = fault && !struck && frame.readInt16BE(4) === requests[fault.request];
        if (!isMeant || (fault!.seen += 1) < fault!.nth) return void broker.write(frame);
        struck = true;
        if (fault!.how === 'unasked') return cut();
        doomed.add(frame.readInt32BE(8));
        broker.write(frame);
      }),
    );
    broker.on(
      'data',
      frames((frame) => (doomed.has(frame.readInt32BE(4)) ? cut() : void client.write(frame))),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  const socketFactory: ISocketFactory = ({ onConnect }) => connect({ host: '127.0.0.1', port }, onConnect);
  return {
    socketFactory,
    strike(next: Fault) {
      fault = { ...next, seen: 0 };
      struck = false;
    },
    hasStruck: () => struck,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** Splits a byte stream into whole requests and answers, each with its length before it. */
const frames = (take: (frame: Buffer) => void) => {
  let rest = Buffer.alloc(0);
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      const frame = rest.subarray(0, end);
      rest = rest.subarray(end);
      take(frame);
    }
  };
};
