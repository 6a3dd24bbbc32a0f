/** Two rings, one for each side in the forum's order; filled when that side has signed. Always beside the word. */
export const Seals = ({ signed }: { signed: readonly boolean[] }) => (
  <span className="seals" aria-hidden="true">
    {signed.map((it, n) => (
      <i key={n} className={it ? 'on' : ''} />
    ))}
  </span>
);
