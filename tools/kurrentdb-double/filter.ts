import { given } from './errors.ts';
import type { LogRecord } from './record.ts';
import type { Streams } from './protocol.ts';

type Named = Pick<LogRecord, 'stream' | 'type'>;
type Matches = (record: Named) => boolean;

/** Which records a server-side filter lets through: by a prefix of, or a pattern in, the stream's name or the type. */
export const filterOf = (filter: Streams.ReadReq.Options.FilterOptions | undefined): Matches => {
  if (filter === undefined) return () => true;
  const byStream = filter.hasStreamIdentifier();
  const expression = given(byStream ? filter.getStreamIdentifier() : filter.getEventType());
  const text = (record: Named) => (byStream ? record.stream : record.type);
  if (expression.getRegex() !== '') {
    const pattern = new RegExp(expression.getRegex());
    return (record) => pattern.test(text(record));
  }
  const prefixes = expression.getPrefixList();
  return (record) => prefixes.some((prefix) => text(record).startsWith(prefix));
};
