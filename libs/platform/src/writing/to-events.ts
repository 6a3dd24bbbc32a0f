import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { TSchema } from 'typebox';
import { catalogue, fits, Metadata, schemaVersion, violations, type LedgerEvent, type Violation } from '@jwg/domain';
import { LedgerError, type Fact, type NewEvent } from '@jwg/event-sourcing';
import { derivedId } from './derived-id.js';
import type { RequestContext, Provenance } from './request-context.js';

/** @throws UnfitEvent  the value holds half a character (a lone surrogate), or something else that is no JSON */
export const digestOf = (value: unknown): string =>
  `sha256:${createHash('sha256').update(canonical(value)).digest('hex')}`;

export const canonical = (value: unknown): string => {
  try {
    return canonicalize(value) ?? 'null';
  } catch (error) {
    throw new UnfitEvent('The command', '', `cannot be written as JSON: ${(error as Error).message}`);
  }
};

/** A retried command yields the same ids: version 5 of its own id and the event's index. */
export const eventId = (commandId: string, index: number): string => derivedId(String(index), commandId);

interface Envelope {
  readonly by: RequestContext;
  readonly provenance: Provenance;
  readonly now: string;
  /** Whether the effects are appended together with it. */
  readonly withEffects: boolean;
  readonly digest: string;
}

/** What a digest is of: one command as its sender gave it, or several given as one. What they confirm is no part of it. */
export const asGiven = (commands: readonly { command: Fact; provenance?: Provenance }[]): unknown => {
  const [first, ...others] = commands.map(({ command, provenance: { confirm: _, ...provenance } = {} }) => ({
    command,
    provenance,
  }));
  return others.length === 0 ? first : [first, ...others];
};

/** The part of the envelope that all events of one command share. */
export const metadataOf = ({ by, provenance, now, withEffects, digest }: Envelope): Metadata => ({
  occurredAt: provenance.occurredAt ?? { value: now, precision: 'instant' },
  actor: by.actor,
  authority: provenance.authority ?? 'secretariatNote',
  source: provenance.source ?? { kind: 'statement', reference: `Entered by ${by.actor.id}` },
  visibility: provenance.visibility ?? 'public',
  correlationId: by.correlationId ?? by.commandId,
  causationId: by.causationId ?? by.commandId,
  commandId: by.commandId,
  commandDigest: digest,
  ...(by.traceparent !== undefined && { traceparent: by.traceparent }),
  ...(withEffects && { effects: 'included' as const }),
});

const NONCE_BYTES = 16;
let [drawn, used] = [Buffer.alloc(0), 0];

/** Nobody can guess it. The system is asked for many at once, since each call takes some 2 % of a command. */
const nonce = (): string => {
  if (used === drawn.length) [drawn, used] = [randomBytes(256 * NONCE_BYTES), 0];
  return drawn.toString('base64url', used, (used += NONCE_BYTES));
};

/**
 * Builds the events to store. An event that breaks its schema is never written.
 *
 * @param from  the events that the same command led to before them
 */
export const toEvents = <E extends LedgerEvent>(
  facts: readonly E[],
  metadata: Metadata,
  now: string,
  from = 0,
): NewEvent<E>[] =>
  facts.map((fact, n) => {
    const its = { ...metadata, nonce: nonce() };
    refuseUnfit(`metadata of ${fact.type}`, Metadata, its);
    refuseUnfit(fact.type, catalogue[fact.type], fact.data);
    return {
      ...fact,
      id: eventId(metadata.commandId, from + n),
      schemaVersion: schemaVersion(fact.type),
      metadata: its,
      recordedAt: now,
    };
  });

/** The decision cannot be stored as it is: a field does not fit the event's schema. */
export class UnfitEvent extends LedgerError {
  override readonly name = 'UnfitEvent';
  readonly kind = 'invalid';
  readonly problems: readonly Violation[];
  constructor(
    readonly what: string,
    /** JSON pointer of the field. */
    readonly field: string,
    readonly rule: string,
  ) {
    super(`${what}: ${field || '/'} ${rule}`);
    this.problems = [{ field, rule }];
  }
}

const refuseUnfit = (what: string, schema: TSchema, value: unknown): void => {
  if (fits(schema, value)) return;
  const [first] = violations(schema, value);
  throw new UnfitEvent(what, first?.field ?? '', first?.rule ?? 'does not fit the schema');
};
