import sprite from './marks.svg?url';

/** They point along time, which runs along the direction of reading. */
const alongTime = new Set(['dateRevised', 'deferred', 'carriedOver', 'started', 'referred', 'referralReturned']);

/** One drawing of the sprite; it is silent, since a word always stands beside it. */
export const Mark = ({ name, className = 'i' }: { name: string; className?: string }) => (
  <svg className={alongTime.has(name) ? `${className} flip` : className} aria-hidden="true">
    <use href={`${sprite}#${name}`} />
  </svg>
);
