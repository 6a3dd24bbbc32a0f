import { sql } from 'kysely';
import { CheckpointMoved, LedgerError, type AnyProjection, type Checkpoint, type Cursor } from '@jwg/event-sourcing';
import type { Engine } from './engine.js';
import { indexesOf, indexesOfBuild } from './indexes.js';
import { beginOutlines } from './stored-outlines.js';
import {
  createParts,
  createVersions,
  partsName,
  tokensName,
  versionsName,
  type Database,
  type GenerationTable,
} from './tables.js';

export type Generation = Readonly<GenerationTable>;

/** The stored rows belong to a later version of the projection than this program knows. `rebuild` would undo that. */
export class ProjectionOutdated extends LedgerError {
  override readonly name = 'ProjectionOutdated';
  readonly kind = 'cannotOpen';
  constructor(projection: AnyProjection, stored: number) {
    super(`The rows of ${projection.name} are at version ${stored}; this program knows version ${projection.version}`);
  }
}

/** The generations of a projection, newest first. */
export const generationsOf = (db: Database, name: string): Promise<Generation[]> =>
  db.selectFrom('generations').selectAll().where('name', '=', name).orderBy('generation', 'desc').execute();

/**
 * The generation for a follower of this projection: the live one of its version, or the one that is being built. It goes
 * on with a build that takes the place of live rows of which there are none yet.
 */
export const generationFor = async (engine: Engine, projection: AnyProjection): Promise<Generation> => {
  const all = await generationsOf(engine.db, projection.name);
  const own = all.filter(({ version }) => version === projection.version);
  const match = own.find(({ state, cursor }) => state === 'live' && cursor !== null) ?? own[0];
  if (match) return match;
  const latest = Math.max(...all.map(({ version }) => version));
  if (latest > projection.version) throw new ProjectionOutdated(projection, latest);
  await beginGeneration(engine, projection, { unlessThere: true });
  return generationFor(engine, projection);
};

/**
 * Begins an empty generation beside the live one, if there is one; drops any other that is being built. If two
 * processes begin at once, one generation results, from either. With `unlessThere`, begins none if the version exists.
 */
export const beginGeneration = (
  engine: Engine,
  projection: AnyProjection,
  { unlessThere = false } = {},
): Promise<number> =>
  writing(engine, async (trx) => {
    const all = await generationsOf(trx, projection.name);
    const there = unlessThere && all.find(({ version }) => version === projection.version);
    if (there) return there.generation;
    const generation: Generation = {
      name: projection.name,
      generation: (all[0]?.generation ?? 0) + 1,
      version: projection.version,
      state: all.some(({ state }) => state === 'live') ? 'building' : 'live',
      cursor: null,
      position: -1,
    };
    const { numInsertedOrUpdatedRows: made } = await trx
      .insertInto('generations')
      .values(generation)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (made === 0n) return generation.generation;
    for (const old of all) if (old.state === 'building') await drop(trx, old);
    await createVersions(trx, versionsName(generation), projection, engine.text);
    if (projection.tokens) await engine.tokens.create(trx, tokensName(generation));
    if (projection.apart) await createParts(trx, partsName(generation), engine.text);
    const indexes =
      engine.indexLater && generation.state === 'building'
        ? indexesOfBuild(generation, projection)
        : indexesOf(trx, generation, projection).map((it) => sql.raw(it));
    for (const index of indexes) await index.execute(trx);
    await beginOutlines(trx, generation);
    return generation.generation;
  });

/** In a transaction, when nobody has to write alone. */
export const writing = <T>({ db, gate }: Engine, work: (trx: Database) => Promise<T>): Promise<T> =>
  gate.pass(() => db.transaction().execute(work));

/**
 * Moves a generation's checkpoint from where the caller expects it. It comes first in the transaction: a process that
 * races waits here, and then fails before it has written a row.
 */
export const advance = async (trx: Database, at: Generation, after: Cursor | undefined, to: Checkpoint) => {
  const { numUpdatedRows } = await trx
    .updateTable('generations')
    .set({ cursor: to.cursor, position: to.position })
    .where('name', '=', at.name)
    .where('generation', '=', at.generation)
    .where('cursor', after === undefined ? 'is' : '=', after ?? null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new CheckpointMoved(at.name);
};

export const drop = async (trx: Database, generation: Generation) => {
  for (const table of ['generations', 'outlines'] as const)
    await trx
      .deleteFrom(table)
      .where('name', '=', generation.name)
      .where('generation', '=', generation.generation)
      .execute();
  for (const table of [versionsName(generation), partsName(generation), tokensName(generation)])
    await trx.schema.dropTable(table).ifExists().execute();
};
