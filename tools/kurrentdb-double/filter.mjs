/** Which records a server-side filter lets through: by a prefix of, or a pattern in, the stream's name or the type. */
export const filterOf = (filter) => {
  if (filter === undefined) return () => true;
  const byStream = filter.hasStreamIdentifier();
  const expression = byStream ? filter.getStreamIdentifier() : filter.getEventType();
  const text = byStream ? ({ stream }) => stream : ({ type }) => type;
  if (expression.getRegex() !== '') {
    const pattern = new RegExp(expression.getRegex());
    return (record) => pattern.test(text(record));
  }
  const prefixes = expression.getPrefixList();
  return (record) => prefixes.some((prefix) => text(record).startsWith(prefix));
};
