/** Load from a process of its own, forked by http.mjs for each round: sends the requests and reports the results. */
import { randomUUID } from 'node:crypto';

const peer = (name) => import(name); // of bench/package.json, not of the product's
const { default: autocannon } = await peer('autocannon');

const { url, token, connections, seconds, post, get, headers = {} } = JSON.parse(process.argv[2]);

let number = 0;
/** Each of several addresses in turn. */
const next = (request) => ({ ...request, path: get[(number += 1) % get.length] });

/** Every report is new and has its own idempotency key. */
const report = (request) => {
  number += 1;
  return {
    ...request,
    path: `/v1/commitments/${post[number % post.length]}/progress-reports`,
    headers: { ...request.headers, 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      narrative: `Foundations of part ${number} laid, the walls of the part before it stand; the roof waits for spring`,
      percent: 60, // a report of less than the one before would be asked back
      provenance: {
        occurredAt: '2024-05-14',
        source: { kind: 'document', reference: `Letter ${number} to the secretariat`, paragraph: '4' },
      },
    }),
  };
};

const { requests, latency, throughput, errors, timeouts, statusCodeStats, duration } = await autocannon({
  url,
  connections,
  duration: seconds,
  headers: { authorization: `Bearer ${token}`, ...headers, ...(post && { 'content-type': 'application/json' }) },
  requests: [post ? { method: 'POST', setupRequest: report } : { method: 'GET', path: get[0], setupRequest: next }],
});
process.send({
  perSecond: requests.total / duration,
  p50: latency.p50,
  p99: latency.p99,
  bytes: throughput.total / requests.total,
  failed: errors + timeouts,
  statuses: Object.fromEntries(Object.entries(statusCodeStats).map(([status, { count }]) => [status, count])),
});
process.disconnect();
