import { Command } from '@nestjs/cqrs';
import { IsOptional } from 'class-validator';
import { Type, type Static } from 'typebox';
import { Authority, doubtCodes, list, named, oneOf, optional, record, Source, Visibility } from '@jwg/domain';
import type { DoubtCode, OccurredAt } from '@jwg/domain';
import type { Provenance as Envelope, Receipt } from '@jwg/platform';
import { Fits } from './fits.js';

/** Where what a command says comes from, and since when it is so. */
export const Provenance = named(
  'Provenance',
  record({
    /** As precise as is known: `2022`, `2022-04`, `2022-04-20`, `2022-04-20T10:00:00Z`. */
    occurredAt: optional(
      Type.String({
        pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z)?)?)?$',
        format: 'partial-instant',
        description: 'a year, month, day or UTC instant: 2022, 2022-04, 2022-04-20 or 2022-04-20T10:00:00Z',
      }),
    ),
    authority: optional(Authority),
    source: optional(Source),
    visibility: optional(Visibility),
  }),
);
export type Provenance = Static<typeof Provenance>;

const Confirm = list(named('DoubtCode', oneOf(...doubtCodes)), { maxItems: doubtCodes.length, uniqueItems: true });

/** The base of every command. */
export abstract class LedgerCommand extends Command<Receipt> {
  @IsOptional() @Fits(Provenance) provenance?: Provenance;
  /** The codes of the doubts with which it is to be taken all the same (docs/reference/doubts.md). */
  @IsOptional() @Fits(Confirm) confirm?: DoubtCode[];
}

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;

/** A provenance in the envelope's form; `on` is the date of the fact unless the provenance gives one. */
export const provenanceOf = (
  { occurredAt, ...rest }: Provenance = {},
  on?: OccurredAt | string,
  confirm?: readonly DoubtCode[],
): Envelope => {
  const when = occurredAt ?? on;
  return {
    ...rest,
    ...(confirm && { confirm }),
    ...(when !== undefined && { occurredAt: typeof when === 'string' ? occurred(when) : when }),
  };
};

const occurred = (value: string): OccurredAt => ({
  value,
  precision: precisions[value.length as keyof typeof precisions] ?? 'instant',
});
