/**
 * The double as a process of its own:
 *
 *   npx node tools/kurrentdb-double/server.ts [--port 2113] [--data file [--fsync]] [--version 26.1.0]
 *                                              [--stats-every 10] [--control 2114] [--nodes 3]
 *
 * With `--nodes 3` it is a cluster, which keeps its log in memory. The control port takes `POST /<method>` with a JSON
 * list of arguments, for the methods of `KurrentDouble` or `ClusterDouble`:
 * `curl -X POST http://127.0.0.1:2114/loseReplies -d '[1, "hang"]'`.
 */
import { parseArgs } from 'node:util';
import { startControl } from './control.ts';
import { startKurrentDouble } from './double.ts';
import { startClusterDouble } from './three-nodes.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2113' },
    data: { type: 'string' },
    fsync: { type: 'boolean', default: false },
    version: { type: 'string', default: '26.1.0' },
    'stats-every': { type: 'string', default: '10' },
    control: { type: 'string' },
    nodes: { type: 'string', default: '1' },
    'election-ms': { type: 'string', default: '300' },
  },
});

const both = { version: values.version, statsEvery: Number(values['stats-every']) };
const double =
  values.nodes === '3'
    ? await startClusterDouble({ ...both, electionMs: Number(values['election-ms']) }) // in memory, at free ports
    : await startKurrentDouble({ ...both, port: Number(values.port), data: values.data, fsync: values.fsync });
const control = values.control === undefined ? undefined : await startControl(double, Number(values.control));

console.log(`A protocol test double of KurrentDB (not KurrentDB) listens at ${double.url}`);
if (control) console.log(`Its control port is at ${control.url}`);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    control?.stop();
    void double.stop();
  });
