// Answers GET / with the commitments that are overdue today.
import { createServer } from 'node:http';
import { http, kafka, lastDayOf, statusAfter, subscribe } from '@jwg/subscriber';

const { KAFKA_BROKERS, KAFKA_PREFIX, LEDGER_URL, LEDGER_TOKEN, PORT } = process.env;
const ways = {
  kafka: () =>
    kafka({ brokers: KAFKA_BROKERS.split(','), prefix: KAFKA_PREFIX, group: 'overdue', bootstrap: 'always' }),
  http: () => http({ url: LEDGER_URL, token: LEDGER_TOKEN }),
};

const table = new Map(); // the status of each commitment, by its stream

const subscription = await subscribe({
  from: ways[KAFKA_BROKERS ? 'kafka' : 'http'](),
  status: ({ subject, data }) => table.set(subject, data),
  on: { '*': (event) => table.set(event.subject, statusAfter(table.get(event.subject), event)) },
});

const isOverdue = (status, today) =>
  ['notStarted', 'inProgress', 'onHold'].includes(status?.status) && lastDayOf(status.due) < today;

const server = createServer((_, answer) => {
  const today = new Date().toISOString().slice(0, 10);
  const overdue = [...table.values()].filter((status) => isOverdue(status, today));
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify(overdue.map(({ commitmentId, title, lead, due }) => ({ commitmentId, title, lead, due }))));
});
server.listen(PORT, () => console.log(`Listening at http://localhost:${server.address().port}`));

process.once('SIGTERM', () => subscription.stop());
await subscription.done; // what it cannot get over ends the process
server.close();
