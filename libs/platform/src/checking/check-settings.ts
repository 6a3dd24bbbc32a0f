import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerSettings } from '../settings/settings.js';
import { checkBooks } from './check-books.js';
import { checkBrokers } from './check-brokers.js';
import { checkIssuer } from './check-issuer.js';
import { checkLedger, lookingAtLedger } from './check-ledger.js';
import { checkPersons } from './check-persons.js';
import { checkReadModels } from './check-read-models.js';
import { reasonOf, wrong, type Check, type Finding } from './finding.js';

export const DEADLINE_MS = 10_000;

/**
 * Tries every connection that the settings name, all at once and each within `deadlineMs` (10,000). Makes and changes
 * nothing. Skips what is not set. Never throws. A check that still hangs after its time is abandoned, so the caller
 * should end the process.
 */
export const checkSettings = async (
  settings: ServerSettings,
  deadlineMs = DEADLINE_MS,
): Promise<readonly Finding[]> => {
  const look = lookingAtLedger(settings);
  const checks: [Finding['what'], Check | undefined][] = [
    ['Ledger', checkLedger(settings, look)],
    ['Read models', settings.postgres && checkReadModels(settings.postgres, look)],
    ['Followers', hasBooks(settings) ? checkBooks(settings, look) : undefined],
    ['Persons', hasBooks(settings) ? checkPersons(settings) : undefined],
    ['Kafka', settings.kafka && checkBrokers(settings.kafka, settings)],
    ['Tokens', checkIssuer(settings)],
  ];
  const hide = hiding(secretsIn(settings));
  return Promise.all(
    checks.flatMap(([what, check]) => (check ? [tried(check, deadlineMs).then((it) => hide({ what, ...it }))] : [])),
  );
};

/** The books in a folder are created together with its ledger. */
const hasBooks = ({ folder, postgres }: ServerSettings): boolean => !postgres && existsSync(join(folder, 'ledger.db'));

const tried = async (check: Check, ms: number): ReturnType<Check> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Awaited<ReturnType<Check>>>((resolve) => {
    const said = wrong(`no answer within ${ms / 1000} s`, 'See whether it runs, and whether a firewall is in between.');
    timer = setTimeout(() => resolve(said), ms);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return wrong(reasonOf(error), 'See what the message says.');
  } finally {
    clearTimeout(timer);
  }
};

/** Every password in the settings. A library may put an address with a password into its message. */
const secretsIn = ({ kurrentdb, postgres, kafka }: ServerSettings): string[] =>
  [passwordIn(kurrentdb?.url), passwordIn(postgres?.url), kafka?.sasl?.password, kafka?.tls?.key].flatMap((it) =>
    it === undefined || it === '' ? [] : [it, decoded(it)],
  );

const passwordIn = (url: string | undefined): string | undefined => /^[^:]+:\/\/[^:@/]*:([^@/]+)@/.exec(url ?? '')?.[1];

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const hiding = (secrets: readonly string[]) => {
  const without = (text: string) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '…'), text);
  return ({ found, mend, ...rest }: Finding): Finding => ({
    ...rest,
    found: without(found),
    ...(mend !== undefined && { mend: without(mend) }),
  });
};
