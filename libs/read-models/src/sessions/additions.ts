import type { LedgerEvent, Text } from '@jwg/domain';
import { cite, type Citation, type Recorded } from '../events/citation.js';

type Of<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>;

/** Where else something is written: the citation's source, and where that says otherwise. */
export interface FurtherSource extends Citation {
  /** What it is a source of, by the id of its event. */
  readonly of: string;
  readonly differs?: string;
}

/** The same words in further languages. */
export interface FurtherText extends Citation {
  readonly of: string;
  readonly text: Text;
}

/** What was added to something that was said or done, or the id of such an addition that counts no more. */
export type Addition = FurtherSource | FurtherText | { readonly annuls: string };

export const additionOf = (
  event: Recorded<Of<'TextAdded'>> | Recorded<Of<'SourceAdded'>> | Recorded<Of<'AdditionAnnulled'>>,
): Addition => {
  if (event.type === 'AdditionAnnulled') return { annuls: event.data.eventId };
  const { eventId: of } = event.data;
  if (event.type === 'TextAdded') return { ...cite(event), of, text: event.data.text };
  const { source, differs } = event.data;
  return { ...cite(event), source, of, ...(differs !== undefined && { differs }) };
};

export interface Added {
  readonly furtherSources: readonly FurtherSource[];
  readonly furtherTexts: readonly FurtherText[];
}

/** The additions that count. */
export const addedIn = (additions: readonly Addition[]): Added => {
  const annulled = new Set(additions.flatMap((it) => ('annuls' in it ? [it.annuls] : [])));
  const counting = additions.filter(
    (it): it is FurtherSource | FurtherText => !('annuls' in it) && !annulled.has(it.eventId),
  );
  return {
    furtherSources: counting.filter((it): it is FurtherSource => !('text' in it)),
    furtherTexts: counting.filter((it): it is FurtherText => 'text' in it),
  };
};
