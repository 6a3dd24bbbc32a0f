import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@jwg/domain';
import { people } from '../cluster/people.ts';
import type { Cluster } from '../cluster/start.ts';

interface How {
  /** The sender; the recorder unless given. */
  readonly as?: Actor;
  readonly headers?: Record<string, string>;
  /** The code of a refusal that is temporary, so the command is sent again. */
  readonly meanwhile?: string;
}

/** The fields of an answer's body that are read: of a receipt or a problem. */
interface Said {
  readonly events: readonly {
    readonly id: string;
    readonly data: { readonly undertakings: readonly { commitmentId: string }[] };
  }[];
  readonly code?: string;
}

const name = { en: 'A name' };

/**
 * `count` concurrent clients that record sessions, decisions and reports, each command with its own idempotency key.
 * They send an unanswered or temporarily refused command again, to any api: the key prevents that it is carried out
 * twice.
 */
export const writers = (cluster: Cluster, { count }: { readonly count: number }) => {
  const acknowledged: string[] = [];
  const figures = { commands: 0, unanswered: 0, later: 0 };
  const bearers = new Map<Actor, string>();
  const bearer = async (person: Actor) => {
    const known = bearers.get(person) ?? (await cluster.bearer(person));
    bearers.set(person, known);
    return known;
  };

  const tell = async (path: string, body: object, { as = people.recorder, headers = {}, meanwhile }: How = {}) => {
    const key = randomUUID();
    for (;;) {
      const { url } = cluster.apis[Math.floor(Math.random() * cluster.apis.length)]!;
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: {
          authorization: await bearer(as),
          'content-type': 'application/json',
          'idempotency-key': key,
          ...headers,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      })
        .then(async (it) => ({ status: it.status, said: (await it.json()) as Said }))
        .catch((): { status: number; said: Said } => ({ status: 0, said: { events: [] } }));
      if (answer.status === 201 || answer.status === 200) {
        figures.commands += 1;
        acknowledged.push(...answer.said.events.map(({ id }) => id));
        return answer.said;
      }
      const later = answer.status === 0 || answer.status === 503 || answer.said.code === meanwhile;
      if (!later || (answer.said.code === undefined && answer.status === 409))
        throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.said)}`);
      if (answer.status === 0) figures.unanswered += 1;
      if (answer.status === 503) figures.later += 1;
      await sleep(30);
    }
  };

  const session = async (ordinal: number) => {
    const sessionId = `torture.${ordinal}`;
    const at = `/v1/sessions/${sessionId}`;
    await tell('/v1/sessions', { sessionId, mode: 'virtual' });
    await tell(`${at}/opening`, { openedOn: '2022-04-20' }, { headers: { 'if-match': '"0"' } });
    const undertakings = [1, 2].map(() => ({
      ...{ kind: 'jointProject', title: name, lead: ['pk-stza'], support: [], beneficiaries: [] },
    }));
    const { events } = await tell(`${at}/decisions`, { text: name, undertakings });
    const [first, second] = events[0]!.data.undertakings.map(({ commitmentId }) => commitmentId);
    // The policy registers the commitments a moment after the decision; a start before that is refused.
    await tell(`${at}/initiations`, { text: name, starts: [first] }, { meanwhile: 'UNKNOWN_COMMITMENT' });
    for (const percent of [10, 20, 30])
      await tell(
        `/v1/commitments/${second}/progress-reports`,
        { narrative: 'Work goes on', percent },
        { as: people.stza, meanwhile: 'UNKNOWN_COMMITMENT' },
      );
  };

  let ordinal = 0;
  return {
    /** Makes what all clients need: a forum and an institution. */
    async prepare() {
      const sides = ['PK', 'CN'].map((side) => ({ side, name }));
      await tell('/v1/forums', { forumId: 'torture', name, level: 'workingGroup', sides });
      await tell('/v1/forums/torture/institutions', { institution: 'pk-stza', side: 'PK', name });
    },
    /** Writes until `ends` returns true; each client then completes its current session. */
    async write(ends: () => boolean) {
      const writer = async () => {
        while (!ends()) await session((ordinal += 1));
      };
      await Promise.all(Array.from({ length: count }, writer));
      return { acknowledged, ...figures };
    },
  };
};
