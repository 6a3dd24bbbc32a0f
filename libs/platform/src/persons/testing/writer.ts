// Appends events that each name two persons to the ledger in the given folder. It prints the number of each event, or the
// name of the error that it was refused with, and goes on.
import { openSqliteEventStore } from '@jwg/event-store';
import { openPersonKeys } from '@jwg/read-models';
import { inClear } from '../person-stores.js';
import { Persons } from '../persons.js';
import { naming } from './naming.js';

const [folder = '', appends = '0'] = process.argv.slice(2);
const store = openSqliteEventStore({ folder });
const clear = inClear(store, new Persons(await openPersonKeys({ folder })));
for (let n = 0; n < Number(appends); n += 1) {
  try {
    await clear.append([{ stream: `forum-f${n}`, expected: 'noStream', events: [naming(n)] }]);
    console.log(n);
  } catch (error) {
    console.log((error as Error).name);
  }
}
