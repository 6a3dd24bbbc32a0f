/**
 * A notary that signs as often as it can, beside eight writers, until it is killed. Each checkpoint that could be served is
 * printed: whoever asks for it gets what is stored.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../built.ts';

const { openSqliteEventStore } = await built('event-store/src/index');
const { follow } = await built('event-sourcing/src/index');
const { notaryFollower } = await built('platform/src/proving/notary');
const { ProofFolder } = await built('platform/src/proving/proof-folder');

const [folder = ''] = process.argv.slice(2);
const store = openSqliteEventStore({ folder });
const proof = new ProofFolder(join(folder, 'proof'));
const notary = follow(store, notaryFollower(proof, 0));
notary.start();
store.watch((position) => notary.nudge(position));

const write = async () => {
  for (;;) {
    const events = Array.from({ length: 1 + Math.floor(Math.random() * 20) }, () => ({
      id: randomUUID(),
      type: 'Said',
      schemaVersion: 1,
      data: { text: randomBytes(20).toString('hex') },
      metadata: {},
      recordedAt: new Date().toISOString(),
    }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    await store.append([{ stream: `talk-${randomUUID()}`, expected: 'noStream', events }]);
  }
};
for (let writer = 0; writer < 8; writer += 1) void write();

let served = '';
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, 1));
  const note = proof.latest()?.note ?? '';
  if (note !== served) writeSync(1, `${JSON.stringify(note)}\n`);
  served = note;
  const { state, failure } = notary.health();
  if (state === 'failing') throw new Error(`The notary stands still: ${JSON.stringify(failure)}`);
}
