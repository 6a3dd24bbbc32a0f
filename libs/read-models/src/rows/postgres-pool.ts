import { StoreUnavailable } from '@jwg/event-sourcing';
import type { PostgresPool, PostgresQueryResult } from 'kysely';
import { Client, DatabaseError, Pool, TypeOverrides, types, type ClientConfig, type PoolClient } from 'pg';
import { unavailableAt } from './read-models-unavailable.js';

/** The address of PostgreSQL, and its time limits. */
export interface PostgresPlace {
  /** postgres://user:password@host:port/database */
  readonly postgres: string;
  /** The number of connections of this process (10). */
  readonly pool?: number;
  /** Milliseconds after which the server gives up on a statement (30,000). */
  readonly statementTimeoutMs?: number;
  /** PEM. If it is set, the connection uses TLS and the server's name is checked. */
  readonly tlsCa?: string;
}

export const CONNECT_MS = 1_000;
/** A statement may take long; but a server that does not even accept a connection meanwhile is gone. */
export const SILENCE_MS = 400;
/** A process that was frozen in a transaction must not keep its locks from processes that continue. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/**
 * Connections that detect within about two seconds that the server is gone or frozen, and reconnect by themselves.
 * Queries under way then fail with StoreUnavailable: whether they were committed is unknown.
 */
export const openPool = ({
  postgres,
  pool: max = 10,
  statementTimeoutMs = 30_000,
  tlsCa,
}: PostgresPlace): PostgresPool => {
  const parsers = new TypeOverrides();
  parsers.setTypeParser(types.builtins.INT8, Number); // positions stay far below 2^53
  const config: ClientConfig = {
    connectionString: tlsCa === undefined ? postgres : withoutSslMode(postgres),
    ...(tlsCa !== undefined && { ssl: { ca: tlsCa } }),
    types: parsers,
    application_name: 'jwg-ledger',
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + CONNECT_MS, // for when even the server's refusal is lost
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    connectionTimeoutMillis: CONNECT_MS,
  };
  const unavailable = unavailableAt(postgres);
  const pool = new Pool({ ...config, max, idleTimeoutMillis: 30_000 });
  pool.on('error', () => {}); // an idle connection broke; the next query opens another or says why it cannot
  const answered = unlessSilent(() => knock(config));

  return {
    options: pool.options,
    connect: () =>
      pool.connect().then(
        (client) => lend(client, answered, unavailable),
        (error: unknown) => Promise.reject(unavailable(error)),
      ),
    end: () => pool.end(),
  };
};

/** An sslmode in the address would override the certificate. */
const withoutSslMode = (address: string): string => {
  const url = new URL(address);
  url.searchParams.delete('sslmode');
  return url.href;
};

/** Resolves when the server accepts a connection, or refuses it with an answer. */
const knock = async (config: ClientConfig): Promise<void> => {
  const client = new Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    if (!(error instanceof DatabaseError) || isOutage(error)) throw error;
  } finally {
    void client.end().catch(() => {});
  }
};

type Answered = <T>(work: Promise<T>) => Promise<T>;

/** Fails every waiting query while the server does not even accept a connection. */
const unlessSilent = (knockAtServer: () => Promise<void>): Answered => {
  const waiting = new Map<(error: unknown) => void, number>();
  let timer: NodeJS.Timeout | undefined;
  const listen = () => {
    timer ??= setTimeout(() => void look(), SILENCE_MS).unref();
  };
  const look = async () => {
    const knocked = performance.now();
    const long = [...waiting].filter(([, since]) => knocked - since >= SILENCE_MS / 2).map(([reject]) => reject);
    try {
      if (long.length > 0) await knockAtServer();
    } catch (error) {
      for (const reject of long) if (waiting.has(reject)) reject(error);
    }
    timer = undefined;
    if (waiting.size > 0) listen();
  };
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.set(reject, performance.now());
      listen();
      work.then(resolve, reject).finally(() => waiting.delete(reject));
    });
};

/** A connection that is never used again once it has failed to answer. */
const lend = (client: PoolClient, answered: Answered, unavailable: (cause: unknown) => Error) => {
  let broken: Error | undefined;
  const query = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    if (broken) throw broken; // a rollback would wait behind the query without an answer
    try {
      return (await answered(client.query(text, [...values]))) as unknown as PostgresQueryResult<R>;
    } catch (error) {
      if (!isOutage(error)) throw error;
      if (!(error instanceof DatabaseError) || error.severity === 'FATAL') broken = unavailable(error);
      throw unavailable(error);
    }
  };
  client.on('error', ignore); // the query under way reports it
  return {
    query: query as never, // no cursors here
    release: (destroy = false) => {
      client.off('error', ignore);
      client.release(destroy || broken);
    },
  };
};

const ignore = () => {};

/**
 * Connections, resources, an operator's act, a time-out, a read-only server: none of these is the statement's fault.
 */
const isOutage = (error: unknown): boolean =>
  error instanceof DatabaseError
    ? /^(08|53|57)|^(25P03|25006)$/.test(error.code ?? '')
    : !(error instanceof TypeError || error instanceof StoreUnavailable);
