import { useEffect, useState, type ReactNode } from 'react';
import { useLingui } from '@lingui/react/macro';
import { Popover } from '../controls/popover.js';
import { Mark } from '../marks/mark.js';

interface BesideProps {
  /** Of the row that it belongs to. */
  readonly commitment: string;
  /** Of the cell in it. */
  readonly column: number;
  readonly title: ReactNode;
  readonly label: string;
  readonly className: string;
  readonly align?: 'start' | 'end';
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A dialog beside a cell of the matrix, or under a row of the list that takes its place. */
export const Beside = ({ commitment, column, title, label, className, align, close, children }: BesideProps) => {
  const { t } = useLingui();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(commitment)}"]`);
      const cell = row?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? row;
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      setAnchor(cell);
    });
    return () => cancelAnimationFrame(frame);
  }, [commitment, column]);
  return (
    <Popover open anchor={anchor} onClose={close} label={label} align={align} className={className} staysFor=".mx a">
      <div className="pop-head">
        <h2>{title}</h2>
        <button type="button" className="btn quiet" aria-label={t`Close`} onClick={close}>
          <Mark name="close" />
        </button>
      </div>
      {children}
    </Popover>
  );
};
