// Appends to the ledger in the given folder, one transaction after the other. After each durable append it prints the
// position of the append's last event. After an error it prints the error's name and continues.
import { newEvent } from '../../testing/naive-ledger.js';
import { openSqliteEventStore } from '../sqlite-event-store.js';

const [folder = '', appends = 'Infinity'] = process.argv.slice(2);
const store = openSqliteEventStore({ folder });
let n = (await store.readAll(undefined, 1_000_000)).length;
console.log('open');
for (let i = 0; i < Number(appends); i++, n += 3) {
  const text = 'x'.repeat(2000);
  const event = (offset: number) => newEvent(n + offset, { data: text });
  try {
    const answer = await store.append([
      { stream: `a${n}`, expected: 'noStream', events: [event(0), event(1)] },
      { stream: `b${n}`, expected: 'noStream', events: [event(2)] },
    ]);
    console.log(answer.at(-1)?.position);
  } catch (error) {
    console.log((error as Error).name);
  }
}
console.log('end', (await store.readAll(undefined, 1_000_000)).length);
