import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeLedger } from './ledger.ts';
import { alternate, median, ratio, short, timed } from './measure.ts';
import {
  rowsAt,
  commitmentList,
  matrix,
  openRows,
  openSqliteEventStore,
  projectionFollower,
  projections,
  sharedReads,
  step,
} from './product.ts';

export const run = async ({ folder, quick }) => {
  const size = quick
    ? { forums: 4, rounds: 20, decisions: 2, undertakings: 5, events: 30_000 }
    : { forums: 20, rounds: 20, decisions: 10, undertakings: 10, events: 1_000_000 };
  const ledger = join(folder, 'ledger');
  mkdirSync(ledger);
  const store = openSqliteEventStore({ folder: ledger });
  const { forum, half, end, changedSince, now } = await writeLedger(store, size);
  const rows = await openRows({ folder });
  const foldedPerSecond = {};
  for (const projection of projections) {
    const follower = projectionFollower(rows, projection);
    const ms = await timed(async () => {
      while ((await step(store, follower)) > 0);
    });
    foldedPerSecond[projection.name] = Math.round(((end + 1) / ms) * 1000);
  }

  const ask = async (question, asOf) =>
    question(await rowsAt(rows, store, { now, forum, ...(asOf !== undefined && { asOf: String(asOf) }) }));
  const compare = async (name, of, question) => {
    const sizes = { live: sizeOf(await ask(question)), halfWay: sizeOf(await ask(question, half)) };
    const side = (asOf) => () => timed(() => ask(question, asOf));
    const ms = await alternate(quick ? 5 : 21, { halfWay: side(half), live: side() });
    const { value, spread } = ratio(ms.halfWay, ms.live);
    return { value, spread, ms: { halfWay: short(median(ms.halfWay)), live: short(median(ms.live)) }, sizes, name, of };
  };
  const page = { limit: 50 };
  const answers = [
    await compare('as-of-matrix', `the matrix of a forum of ${size.rounds} sessions`, (asked) => matrix(asked, forum)),
    await compare('as-of-list', 'a page of 50 commitments of that forum', (asked) =>
      commitmentList(asked, { forum }, page),
    ),
    await compare('as-of-all', 'a page of 50 commitments of all forums', (asked) => commitmentList(asked, {}, page)),
  ];
  await rows.close();
  await store.close();

  const bytes = { rows: sizeOnDisk(join(folder, 'read-models.db')), ledger: sizeOnDisk(join(ledger, 'ledger.db')) };
  const disk = {
    name: 'as-of-bytes',
    value: bytes.rows / bytes.ledger,
    unit: 'ratio',
    aim: '<=2',
    of: `bytes of all read models to those of the ledger, after ${end + 1} events`,
    figures: { bytes, foldedPerSecond },
  };
  const before = process.env.BENCH_BEFORE;
  const rebuilds = before ? [await rebuiltAgainst(before, { folder, ledger, events: end + 1, quick })] : [];

  const timings = answers.map(({ name, of, value, ...figures }) => ({
    name,
    value,
    unit: 'ratio',
    aim: '<=2',
    of: `milliseconds of ${of} as of half-way through ${end + 1} events, to the same question now`,
    figures: {
      ...figures,
      changesSinceHalfWay: changedSince,
      foldedPerSecond,
    },
  }));
  return [...timings, disk, ...rebuilds];
};

const sizeOf = (answer) => ({
  commitments: (answer.commitments ?? answer.items).length,
  ...(answer.sessions && { sessions: answer.sessions.length }),
  bytes: JSON.stringify(answer).length,
});

const sizeOnDisk = (file) => statSync(file).size;

/** All projections from nothing, by this build and by the build in the folder `before` in turn, over one ledger. */
const rebuiltAgainst = async (before, { folder, ledger, events, quick }) => {
  const own = { openRows, openSqliteEventStore, projectionFollower, projections, sharedReads, step };
  const other = Object.assign(
    {},
    ...(await Promise.all(
      ['event-store', 'event-sourcing', 'read-models'].map(
        (lib) => import(pathToFileURL(join(before, 'dist/libs', lib, 'src/index.js')).href),
      ),
    )),
  );
  const rebuild = (build, name) => async (round) => {
    const place = join(folder, `${name}-${round}`);
    mkdirSync(place);
    const [store, rows] = [
      build.openSqliteEventStore({ folder: ledger, readOnly: true }),
      await build.openRows({ folder: place }),
    ];
    const ms = await timed(async () => {
      const shared = build.sharedReads?.(store) ?? store;
      const follow = async (projection) => {
        const follower = build.projectionFollower(rows, projection);
        while ((await build.step(shared, follower)) > 0);
      };
      await Promise.all(build.projections.map(follow)); // side by side, as in a server
    });
    await rows.close();
    await store.close();
    rmSync(place, { recursive: true });
    return (events / ms) * 1000;
  };
  const rates = await alternate(quick ? 3 : 1, { now: rebuild(own, 'now'), before: rebuild(other, 'before') });
  const { value, spread } = ratio(rates.now, rates.before);
  return {
    name: 'as-of-rebuild',
    value,
    unit: 'ratio',
    aim: '>=5',
    of: `events a second of all read models built from nothing over ${events} events, to the build in BENCH_BEFORE`,
    figures: { spread, perSecond: { now: short(median(rates.now)), before: short(median(rates.before)) } },
  };
};
