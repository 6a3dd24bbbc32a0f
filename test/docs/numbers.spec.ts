import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MAX_DEPTH, MAX_MARKS } from '../../apps/api/src/body/json.js';
import { MAX_BODY_BYTES } from '../../apps/api/src/body/parsers.js';
import { MAX_FILE_BYTES } from '../../apps/api/src/controllers/imports.controller.js';
import { PUBLIC_SHARE } from '../../apps/api/src/access/access.js';
import { MOST_BUNDLES, MOST_BUNDLES_OF_ONE } from '../../apps/api/src/bundles/bundling.js';
import { MOST_READS_A_DAY } from '../../libs/domain/src/index.js';
import { MAX_ENTRIES } from '../../libs/application/src/bundling/make-bundle.js';
import { PATIENCE_MS } from '../../apps/api/src/conventions/wait-for.js';
import { HEARTBEAT_MS, MOST_STREAMS, MOST_STREAMS_OF_ONE } from '../../apps/api/src/events/event-streams.js';
import { READER_PATIENCE_MS } from '../../apps/api/src/conventions/taken-within.js';
import { RETRY_MS, TOGETHER_MS } from '../../apps/api/src/events/frames.js';
import { MAX_WAITING as MOST_QUESTIONS, MAX_WAITING_OF_ONE, SILENT_MS } from '../../apps/api/src/reading/questions.js';
import { MAX_VALUES } from '../../libs/application/src/import/convert.js';
import { RecordFile } from '../../libs/application/src/import/format.js';
import { MAX_NESTING, MAX_PARTS } from '../../libs/application/src/import/parse.js';
import { MAX_PROBLEMS } from '../../libs/application/src/import/problem.js';
import { MAX_BYTES } from '../../libs/application/src/import/read-file.js';
import { SCANNED_AT_MOST } from '../../libs/application/src/reading/scan-log.js';
import { ATTEMPTS, FOLLOWER_BATCH, MAX_EVENT_BYTES } from '../../libs/event-sourcing/src/index.js';
import { EACH_EVENT_MS, ONE_TRY_MS } from '../../libs/event-store/src/kurrentdb/appender.js';
import { ANSWER_WITHIN_MS, MAX_UNDER_WAY } from '../../libs/event-store/src/kurrentdb/kurrentdb-event-store.js';
import { FIRST_PAUSE_MS as FEED_PAUSE_MS, LONGEST_PAUSE_MS } from '../../libs/event-store/src/kurrentdb/live-feed.js';
import { LAST_ROWS, WHOLE_CHECK_BYTES } from '../../libs/event-store/src/sqlite/ledger-file.js';
import { MAX_WAITING } from '../../libs/event-store/src/sqlite/sqlite-event-store.js';
import { MAX_CHARACTERS } from '../../libs/platform/src/auth/bearer.js';
import { COOLDOWN, FRESH, USABLE } from '../../libs/platform/src/auth/issuer-keys.js';
import { MAX_TOKEN_SECONDS } from '../../libs/platform/src/auth/local-issuer.js';
import { MEMORY } from '../../libs/platform/src/auth/remembering.js';
import { DEADLINE_MS as CHECK_MS } from '../../libs/platform/src/checking/check-settings.js';
import { Environment } from '../../libs/platform/src/settings/environment.js';
import { MAX_LAG } from '../../libs/platform/src/health/readiness.js';
import { POLL_MS } from '../../libs/platform/src/following/caught-up.js';
import { TOPICS_A_DAY, UNHEARD_MS } from '../../libs/platform/src/relaying/replays.js';
import { MOST_BYTES as HISTORIES } from '../../libs/platform/src/writing/histories.js';
import { MOST_BYTES } from '../../libs/platform/src/writing/standings.js';
import { MAX_LINKS } from '../../libs/platform/src/tracing/traced-follower.js';
import { CLOSE_MS } from '../../libs/platform/src/tracing/tracing-by.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../libs/read-models/src/index.js';
import { LASTS_MS } from '../../libs/read-models/src/books/leases.js';
import { CONNECT_MS, SILENCE_MS } from '../../libs/read-models/src/rows/postgres-pool.js';
import { DEADLINE_MS as PUBLISH_MS } from '../../libs/relay/src/kafka/failures.js';
import { MAX_BATCH_BYTES } from '../../libs/relay/src/kafka/kafka-publisher.js';
import { TRANSACTION_TIMEOUT_MS } from '../../libs/relay/src/kafka/kafka-topics.js';
import { STATUSES_IN_MEMORY } from '../../libs/relay/src/statuses.js';
import { SAVE_EVERY_MS } from '../../libs/subscriber/src/http/http.js';
import { ONE_TRANSACTION } from '../../libs/subscriber/src/kafka/bootstrap.js';
import { FIRST_PAUSE_MS, MAX_PAUSE_MS, RETRY_FOR_MS } from '../../libs/subscriber/src/attempts.js';
import { root } from './pages.js';

const n = (value: number) => value.toLocaleString('en-US');
const s = (ms: number) => n(ms / 1000);
const KiB = (bytes: number) => `${n(bytes / 1024)} KiB`;
const MiB = (bytes: number) => `${n(bytes / 1024 ** 2)} MiB`;

const { JWG_KAFKA_TAKE_OVER_MS, JWG_REQUEST_TIMEOUT_MS } = Environment.properties;
const defaultOf = (schema: object): number => Number('default' in schema && schema.default);
const takeOverMs = defaultOf(JWG_KAFKA_TAKE_OVER_MS);
const requestMs = defaultOf(JWG_REQUEST_TIMEOUT_MS);
const { maxItems: statementsOfASession } = RecordFile.properties.sessions.items.properties.statements as {
  maxItems?: number;
};

/** What each page says, with the numbers of the code filled in. */
const sentences: Readonly<Record<string, readonly string[]>> = {
  'docs/reference/limits.md': [
    `where no token is asked for | a ${PUBLIC_SHARE === 10 ? 'tenth' : 'part'} of it |`,
    `readers of the stream on one server | ${n(MOST_STREAMS)} |`,
    `tokens of one actor | ${n(MOST_STREAMS_OF_ONE)} |`,
    `bundles that are being made on one server | ${n(MOST_BUNDLES)} |`,
    `bundles of one actor that are being made | ${n(MOST_BUNDLES_OF_ONE)} |`,
    `exports that are being made on one server | ${n(MOST_BUNDLES)} |`,
    `exports of one actor that are being made | ${n(MOST_BUNDLES_OF_ONE)} |`,
    `reads of one auditor on record | ${n(MOST_READS_A_DAY)} a day of a forum |`,
    `entries of the tree in a bundle | ${n(MAX_ENTRIES)} |`,
    `long questions that wait on one server | ${n(MOST_QUESTIONS)} |`,
    `long questions of one actor that wait | ${n(MAX_WAITING_OF_ONE)} |`,
    `answers nothing | ${s(SILENT_MS)} |`,
    `on one server | ${n(TOPICS_A_DAY)} a day |`,
    `states of streams that a server remembers | ${MiB(MOST_BYTES)} |`,
    `histories of streams that a server remembers | ${MiB(HISTORIES)} |`,
  ],
  'docs/reference/http.md': [
    `JSON of at most ${KiB(MAX_BODY_BYTES)}`,
    `\`application/json\` of up to ${MiB(MAX_FILE_BYTES)}`,
    `more than ${MAX_DEPTH} levels`,
    `more than ${n(MAX_MARKS)} brackets and commas`,
    `waits, at most ${s(PATIENCE_MS)} seconds`,
    `\`limit\` (${DEFAULT_PAGE_SIZE}, at most ${MAX_PAGE_SIZE})`,
    `looks at about ${n(SCANNED_AT_MOST)} events`,
    `nothing happens for ${s(HEARTBEAT_MS)} seconds`,
    `it can take ${s(HEARTBEAT_MS)} seconds at worst`,
    `some ${TOGETHER_MS} ms after it was written`,
    `takes nothing for ${s(READER_PATIENCE_MS)} seconds`,
    `after the ${s(RETRY_MS)} seconds that the stream asks for`,
    `${n(MOST_STREAMS)} readers may follow one server at once, ${n(MOST_STREAMS_OF_ONE)} of them`,
    `One actor may begin ${n(TOPICS_A_DAY)} replays a day`,
    `until ${s(UNHEARD_MS)} seconds have passed`,
    `more than ${n(MAX_LAG)} events behind`,
    `has not arrived whole after ${s(requestMs)} s`,
  ],
  'docs/reference/problems.md': [
    `deeper than ${MAX_DEPTH} levels`,
    `arrive whole in time (${s(requestMs)} s by default)`,
    `larger than ${KiB(MAX_BODY_BYTES)} (a file to import: ${MiB(MAX_FILE_BYTES)}; the command line takes ${MiB(MAX_BYTES)})`,
    `one event would be larger than ${KiB(MAX_EVENT_BYTES)}`,
    `after ${s(PATIENCE_MS)} seconds, not yet in the read models`,
  ],
  'docs/reference/openapi.json': [
    `was changed by others ${ATTEMPTS} times while this command was decided`,
    `up to ${MiB(MAX_FILE_BYTES)}`,
    `a comment every ${s(HEARTBEAT_MS)} s`,
  ],
  'docs/reference/access.md': [
    `A token lasts ${n(MAX_TOKEN_SECONDS / 86_400)} days at most`,
    `${n(MAX_TOKEN_SECONDS / 86_400)} days for our own`,
    `every ${n(FRESH / 60_000)} minutes after that`,
    `at most every ${s(COOLDOWN)} seconds`,
    `in use for ${n(USABLE / 3_600_000)} hours`,
    `${n(MAX_CHARACTERS)} characters at most`,
    `not checked again for ${s(MEMORY)} seconds`,
  ],
  'docs/reference/import.md': [
    `${MiB(MAX_BYTES)}, checked before the file is read; over [HTTP](http.md#commands) ${MiB(MAX_FILE_BYTES)}`,
    `the limit is ${MAX_BYTES} (${MiB(MAX_BYTES)})`,
    `${n(MAX_VALUES)}, counting what aliases repeat; and ${n(MAX_PARTS)} marks and words`,
    `more than ${MAX_VALUES} values`,
    `more than ${MAX_PARTS} marks and words`,
    `| nesting | ${MAX_NESTING} levels |`,
    `deeper than ${MAX_NESTING} levels`,
    `| statements of one session | ${n(statementsOfASession!)} |`,
    `| problems listed | ${n(MAX_PROBLEMS)};`,
    `after ${MAX_PROBLEMS} mistakes`,
  ],
  'docs/how-to/subscribe.md': [
    `again after ${FIRST_PAUSE_MS} ms, ${2 * FIRST_PAUSE_MS} ms … up to ${s(MAX_PAUSE_MS)} s, for \`retryForMs\` (${RETRY_FOR_MS / 60_000} minutes)`,
    `up to ${n(ONE_TRANSACTION)} records earlier`,
    SAVE_EVERY_MS === 1_000 ? 'saved once a second' : `saved every ${s(SAVE_EVERY_MS)} seconds`,
  ],
  'docs/how-to/run-as-a-cluster.md': [
    `another takes over within ${s(LASTS_MS)} s`,
    `not-yet-there for up to ${s(LASTS_MS)} s`,
  ],
  'docs/how-to/move-house.md': [`after ${s(LASTS_MS)} seconds`, `for up to ${s(LASTS_MS)} seconds`],
  'docs/how-to/publish-on-kafka.md': [`each within ${s(CHECK_MS)} seconds`],
  'docs/explanation/relay.md': [
    `\`takeOverMs\` (${s(takeOverMs)} s)`,
    `a transaction may take ${s(PUBLISH_MS)} s`,
    `above ${n(PUBLISH_MS)}, longer than any transaction`,
    `keeps the last ${n(STATUSES_IN_MEMORY)} in memory`,
    `at most ${KiB(MAX_BATCH_BYTES)} for a partition`,
    `${s(PUBLISH_MS)} s for each publication, below the transaction's ${s(TRANSACTION_TIMEOUT_MS)} s`,
    `a transaction may last ${s(TRANSACTION_TIMEOUT_MS)} s`,
  ],
  'docs/explanation/tracing.md': [`at most to the latest ${MAX_LINKS}`, `waits for it at most ${s(CLOSE_MS)} seconds`],
  'docs/adr/0010-leases-save-work-and-workers-follow.md': [
    `${s(LASTS_MS)} s, renewed at a third`,
    `One shared poll, every ${POLL_MS} ms`,
    `has waited for ${SILENCE_MS} ms`,
    `not accepted within ${CONNECT_MS === 1_000 ? 'a second' : `${s(CONNECT_MS)} seconds`}`,
    `stops its followers for up to ${s(LASTS_MS)} s`,
    `decided up to ${ATTEMPTS === 8 ? 'eight' : ATTEMPTS} times`,
  ],
  'libs/relay/README.md': [
    `batches of ${FOLLOWER_BATCH} events in memory`,
    `the last ${n(STATUSES_IN_MEMORY)} statuses`,
  ],
  'libs/event-store/src/sqlite/README.md': [
    `more than \`maxWaiting\` appends (${n(MAX_WAITING)})`,
    `checks files up to ${MiB(WHOLE_CHECK_BYTES)} whole`,
    `only the last ${LAST_ROWS} events`,
  ],
  'libs/event-store/src/kurrentdb/README.md': [
    `**An answer within ${s(ANSWER_WITHIN_MS)} s**, and ${EACH_EVENT_MS} ms for each event`,
    `does not come within ${s(ONE_TRY_MS)} s`,
    `after ${FEED_PAUSE_MS} ms, then after twice that, at most ${s(LONGEST_PAUSE_MS)} s`,
    `more than \`maxUnderWay\` appends (${n(MAX_UNDER_WAY)})`,
  ],
};

describe('A page that quotes a number', () => {
  const plain = (text: string) => text.replace(/\s+/g, ' ');

  it.each(Object.entries(sentences).flatMap(([file, all]) => all.map((sentence) => [file, sentence] as const)))(
    'quotes the one in the code: %s, "%s"',
    (file, sentence) => {
      const text = plain(readFileSync(join(root, file), 'utf8'));
      expect(text.includes(plain(sentence))).toBe(true); // the title says which sentence; a whole page would hide it
    },
  );
});
