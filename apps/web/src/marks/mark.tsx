import sprite from './marks.svg?url';

/** One drawing of the sprite; it is silent, since a word always stands beside it. */
export const Mark = ({ name, className = 'i' }: { name: string; className?: string }) => (
  <svg className={className} aria-hidden="true">
    <use href={`${sprite}#${name}`} />
  </svg>
);
