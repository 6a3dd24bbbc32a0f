import type { Line } from './stops.js';

const place = (at: number) => ({ insetInlineStart: `${at * 100}%` });

/** The drawing of the slider; its words are those of its handles. The part between two moments is filled. */
export const Track = ({ line, from, until }: { line: Line; from: number; until: number }) => (
  <>
    <span className="rail" />
    <span className="fill" style={{ ...place(from), inlineSize: `${(until - from) * 100}%` }} />
    {line.days.map(({ asOf, at: here }) => (
      <span key={asOf} className="ev" style={place(here)} />
    ))}
    {line.sessions.map(({ asOf, at: here, session }) => (
      <span key={asOf} className={here > until ? 'se later' : 'se'} style={place(here)}>
        {session?.ordinal}
      </span>
    ))}
    {line.scale.map(({ at: here, label }) => (
      <span key={label} className="yr" style={place(here)}>
        {label}
      </span>
    ))}
  </>
);
