import { setTimeout as sleep } from 'node:timers/promises';
import type { BegunWork, FollowerBooks } from '@jwg/event-sourcing';
import { Gauge, type Registry } from 'prom-client';

/** Reports to Prometheus, at each scrape, how many imports are broken off; unknown while the books cannot be read. */
export const measureImports = ({ begun }: Pick<FollowerBooks, 'begun'>, registry: Registry): void => {
  if (!begun) return;
  new Gauge({
    name: 'jwg_imports_unfinished',
    help: 'Imports that were begun and are not finished; those under way count too',
    registers: [registry],
    async collect() {
      this.set(
        await begun.list().then(
          ({ length }) => length,
          () => NaN,
        ),
      );
    },
  });
};

const SHOWN = 5;

/** For a human: which import is not finished, and what finishes it. */
export const unfinishedImport = ({ about, by, since }: BegunWork): string => {
  const more = about.length > SHOWN ? ` and ${about.length - SHOWN} more` : '';
  return (
    `An import about ${about.slice(0, SHOWN).join(', ')}${more}, begun by ${by} at ${since}, is not finished. If it does ` +
    'not run any more, import the same file again: it finds what stands and writes the rest, or names what is in the way.'
  );
};

/** Milliseconds that a probe waits for the books; orchestrators ask often, and take no answer for a dead process. */
const PATIENCE_MS = 500;

/** For anybody: since when an import is not finished. What it is about and who began it, `jwg health` tells operators. */
export const unfinishedSince = async ({ begun }: Pick<FollowerBooks, 'begun'>): Promise<string[]> => {
  const works = begun?.list().catch((): BegunWork[] => []) ?? [];
  const known = await Promise.race([works, sleep(PATIENCE_MS, [] as BegunWork[], { ref: false })]);
  return known.map(({ since }) => `an import that was begun at ${since} is not finished`);
};
