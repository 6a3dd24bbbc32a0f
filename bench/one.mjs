/**
 * One benchmark in a process of its own, so that none inherits another's heap and run.mjs can always end it. run.mjs
 * starts it as `node bench/one.mjs '{"name", "folder", "shared", "quick"}'` and receives the results as a message.
 */
import { fdatasyncs, quantile, short } from './measure.ts';

const { name, ...options } = JSON.parse(process.argv[2]);
const { run } = await import(`./${name}.mjs`);

// The disk is measured in the same minutes, because its speed changes by the hour.
const before = fdatasyncs(options.folder, 100);
const results = await run(options);
const all = [...before, ...fdatasyncs(options.folder, 100)];

const fdatasyncMs = { p50: short(quantile(all, 0.5)), p95: short(quantile(all, 0.95)) };
for (const { value, figures, ...result } of results)
  process.send({ ...result, value: short(value), figures: { ...figures, fdatasyncMs } });
process.disconnect();
