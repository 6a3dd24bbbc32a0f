import { startKurrentDouble, type KurrentDouble, type KurrentDoubleOptions } from './double.ts';
import { openGate, type Gate } from './gate.ts';
import type { LogRecord } from './record.ts';

const HOST = '127.0.0.1';
const NODES = 3;
const QUORUM = 2;

export interface ClusterDoubleOptions extends Omit<KurrentDoubleOptions, 'port' | 'data' | 'fsync' | 'membership'> {
  /** How long nobody leads, after the node that led is gone. A real election takes one to four seconds. Default 300. */
  electionMs?: number;
}

/**
 * Three nodes that share one log, of which one leads. A node is named by its number; every method takes the one that
 * leads unless it is given another.
 */
export interface ClusterDouble {
  /** The connection string with all three nodes. */
  readonly url: string;
  /** The number of the node that leads; undefined during an election. */
  readonly leading: number | undefined;
  /** The number of reads and subscriptions that callers have open, on all nodes. */
  readonly openReads: number;
  /** Its process ends. Gossip shows it as dead once the others have elected a leader. */
  die(node?: number): Promise<void>;
  /** Its connections stay, and nothing is said on them; the others elect a leader. */
  freeze(node?: number): void;
  /**
   * Cut off from everybody, as by a network that parts, in the middle of appends: it has events that nobody else has.
   */
  cutOff(node?: number): void;
  /**
   * A frozen node goes on, as a follower if another leads now. A node that was cut off ends itself, to cut its log, and
   * waits until somebody starts it again.
   */
  thaw(node: number): Promise<void>;
  /** A dead node is started again at its address, as a follower, with what the others have. */
  comeBack(node: number): Promise<void>;
  /** A follower shows nothing new, until `catchUp`. */
  lag(node: number): void;
  catchUp(node: number): void;
  /** Resolves when a node leads. */
  elected(): Promise<void>;
  stop(): Promise<void>;
}

interface Node {
  double: KurrentDouble;
  gate: Gate;
  state: 'alive' | 'frozen' | 'cutOff' | 'dead';
  /** What a lagging follower has not taken; undefined while it does not lag. */
  behind: LogRecord[] | undefined;
}

/** Starts the cluster; node 0 leads. Like the double of one node, it is not KurrentDB. */
export const startClusterDouble = async ({
  electionMs = 300,
  ...options
}: ClusterDoubleOptions = {}): Promise<ClusterDouble> => {
  const decided: LogRecord[] = [];
  const nodes: Node[] = [];
  let leading: number | undefined = 0;
  let said: number | undefined = 0; // who leads, by gossip, which is late
  let electing: NodeJS.Timeout | undefined;
  let tellElected = () => {};
  let election = Promise.resolve();

  const addressOf = (n: number) => ({ host: HOST, port: nodes[n]!.gate.port });
  const members = () =>
    nodes.map(({ state }, n) => ({ ...addressOf(n), leads: n === said, isAlive: state === 'alive' || n === said }));
  const spread = (from: number) => (records: readonly LogRecord[]) => {
    decided.push(...records);
    nodes.forEach(({ double, state, behind }, n) => {
      if (n === from || state === 'dead') return;
      if (behind) behind.push(...records);
      else double.take(records);
    });
  };
  const start = (n: number) =>
    startKurrentDouble({ ...options, membership: { records: decided, members, spread: spread(n) } });
  const announce = () =>
    nodes.forEach(({ double }, n) => {
      if (leading === undefined) double.leaderless();
      else if (n === leading) double.leader();
      else double.notLeader(addressOf(leading));
    });
  const elect = () => {
    clearTimeout(electing);
    const able = nodes.flatMap(({ state, behind }, n) => (state === 'alive' && !behind ? [n] : []));
    if (able.length < QUORUM) return; // the next one that comes back makes them elect
    said = leading = able[0]!;
    announce();
    tellElected();
  };
  const leaves = (n: number, state: Node['state']) => {
    nodes[n]!.state = state;
    if (n !== leading) return;
    leading = undefined;
    election = new Promise((resolve) => (tellElected = resolve));
    announce();
    electing = setTimeout(elect, electionMs);
  };
  const returns = (n: number) => {
    nodes[n]!.state = 'alive';
    announce();
    if (leading === undefined) elect();
  };
  const leader = () => {
    if (leading === undefined) throw new Error('No node leads: an election goes on');
    return leading;
  };
  const die = async (n = leader()) => {
    leaves(n, 'dead');
    await nodes[n]!.gate.shut();
    await nodes[n]!.double.stop();
  };

  for (let n = 0; n < NODES; n += 1) {
    const double = await start(n);
    nodes.push({ double, gate: await openGate(double.port), state: 'alive', behind: undefined });
  }
  announce();

  return {
    url: `kurrentdb://${nodes.map(({ gate }) => `${HOST}:${gate.port}`).join()}?tls=${options.tls !== undefined}`,
    get leading() {
      return leading;
    },
    get openReads() {
      return nodes.reduce((sum, { double }) => sum + double.openReads, 0);
    },
    die,
    freeze(n = leader()) {
      nodes[n]!.gate.freeze();
      leaves(n, 'frozen');
    },
    cutOff(n = leader()) {
      nodes[n]!.gate.freeze();
      leaves(n, 'cutOff');
    },
    async thaw(n) {
      const { state, gate } = nodes[n]!;
      if (state === 'cutOff') return die(n);
      returns(n);
      gate.thaw();
    },
    async comeBack(n) {
      const node = nodes[n]!;
      if (node.state !== 'dead') throw new Error(`Node ${n} is ${node.state}`);
      node.behind = undefined;
      node.double = await start(n);
      returns(n);
      await node.gate.open(node.double.port);
    },
    lag(n) {
      nodes[n]!.behind ??= [];
    },
    catchUp(n) {
      nodes[n]!.double.take(nodes[n]!.behind ?? []);
      nodes[n]!.behind = undefined;
    },
    elected: () => election,
    async stop() {
      clearTimeout(electing);
      for (const { gate, double, state } of nodes) {
        await gate.shut();
        if (state !== 'dead') await double.stop();
      }
    },
  };
};
