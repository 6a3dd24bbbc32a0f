import type { Line } from './stops.js';

const place = (at: number) => ({ insetInlineStart: `${at * 100}%` });

/** The drawing of the slider; its words are those of `aria-valuetext`. */
export const Track = ({ line, at }: { line: Line; at: number }) => (
  <>
    <span className="rail" />
    <span className="fill" style={{ inlineSize: `${at * 100}%` }} />
    {line.days.map(({ asOf, at: here }) => (
      <span key={asOf} className="ev" style={place(here)} />
    ))}
    {line.sessions.map(({ asOf, at: here, session }) => (
      <span key={asOf} className={here > at ? 'se later' : 'se'} style={place(here)}>
        {session?.ordinal}
      </span>
    ))}
    <span className="knob" style={place(at)} />
    {line.scale.map(({ at: here, label }) => (
      <span key={label} className="yr" style={place(here)}>
        {label}
      </span>
    ))}
  </>
);
