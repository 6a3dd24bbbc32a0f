import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { moveBy, type Place } from './grid-keys.js';
import { isLetterKey } from '../frame/letter-keys.js';
import type { Open } from './opened.js';
import { usePrinting } from './use-printing.js';
import type { Row } from './rows.js';
import { idHere, lastColumn, type Sheet } from './sheet.js';

/** Up to so many rows are all in the page, so that the browser finds their words. */
const ALL_UP_TO = 60;
const OVERSCAN = 10;

type Shown =
  | { readonly is: 'row'; readonly row: Row; readonly index: number }
  | { readonly is: 'gap'; readonly key: string; readonly height: number };

interface Asked {
  readonly rows: readonly Row[];
  readonly sheet: Sheet;
  readonly rowHeight: number;
  readonly open: Open | undefined;
  readonly goTo: (address: string, replace: boolean) => void;
}

/** Where the focus is in the grid, which rows are in the page, and what keys do. */
export const useGrid = ({ rows, sheet, rowHeight, open, goTo }: Asked) => {
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState(() => placeOf(open, rows, sheet));
  const wantsFocus = useRef(false);
  const columns = lastColumn(sheet) + 1;
  const at = { row: Math.min(place.row, rows.length), column: Math.min(place.column, columns - 1) };
  const isPrinting = usePrinting();
  const isWindowed = rows.length > ALL_UP_TO && !isPrinting;
  const shown = useShown({ rows, rowHeight, at, box, head, isWindowed });

  useLayoutEffect(() => {
    box.current?.style.setProperty('--head', `${head.current?.offsetHeight ?? 0}px`);
  });
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    cellAt(box.current, at)?.focus();
  });

  const go = (next: Place) => {
    wantsFocus.current = true;
    setPlace({ ...next });
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.metaKey) return;
    const page = Math.max(
      1,
      Math.floor(((box.current?.clientHeight ?? 0) - (head.current?.offsetHeight ?? 0)) / rowHeight),
    );
    const rightToLeft = document.documentElement.dir === 'rtl';
    const next = moveBy(event, at, { rows: rows.length + 1, columns, page, rightToLeft });
    if (next !== undefined) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter' && event.target instanceof HTMLTableCellElement) {
      event.preventDefault();
      event.target.querySelector('a')?.click();
    } else if (isLetterKey(event.nativeEvent)) {
      const row = rows[at.row - 1];
      const session = sheet.sessions[at.column - 1];
      if (event.key === 'w' && row?.is === 'line') goTo(sheet.to.why(idHere(row.line.id, sheet.forum)), false);
      else if (event.key === 's' && session !== undefined) goTo(sheet.to.session(session.id), false);
      else return;
      event.preventDefault();
    }
  };
  const onFocus = ({ target }: React.FocusEvent<HTMLElement>) => {
    const cell = target.closest<HTMLElement>('[data-column]');
    const row = Number(cell?.closest('tr')?.getAttribute('aria-rowindex') ?? 0) - 1;
    const column = Number(cell?.dataset['column']);
    if (cell !== null && (row !== at.row || column !== at.column)) setPlace({ row, column });
  };
  return { box, head, shown, at, onKeyDown, onFocus, isWindowed };
};

/** Where the focus begins: at what is open, else at the first commitment. */
const placeOf = (open: Open | undefined, rows: readonly Row[], sheet: Sheet): Place => {
  const row = rows.findIndex((it) => it.is === 'line' && it.line.id === open?.id);
  if (open === undefined || row < 0) return { row: 1, column: 0 };
  const session = sheet.sessions.findIndex(({ id }) => id === open.session);
  if (open.then) return { row: row + 1, column: sheet.sessions.length + 1 };
  return { row: row + 1, column: session < 0 ? lastColumn(sheet) : session + 1 };
};

const cellAt = (box: HTMLElement | null, { row, column }: Place): HTMLElement | null => {
  const line = box?.querySelector(`tr[aria-rowindex="${row + 1}"]`);
  return (
    line?.querySelector<HTMLElement>(`[data-column="${column}"]`) ??
    line?.querySelector<HTMLElement>('[data-column]') ??
    null
  );
};

interface Window {
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly at: Place;
  readonly box: React.RefObject<HTMLDivElement | null>;
  readonly head: React.RefObject<HTMLTableSectionElement | null>;
  readonly isWindowed: boolean;
}

/** All rows, or those round what is seen and the one that has the focus, with gaps as high as the others. */
const useShown = ({ rows, rowHeight, at, box, head, isWindowed }: Window): readonly Shown[] => {
  const kept = at.row - 1;
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by a compiler
  const windowed = useVirtualizer({
    count: rows.length,
    enabled: isWindowed,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: head.current?.offsetHeight ?? 0,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range);
      return kept < 0 || near.includes(kept) ? near : [...near, kept].toSorted((a, b) => a - b);
    },
  });
  if (!isWindowed) return rows.map((row, index) => ({ is: 'row', row, index }));
  const shown: Shown[] = [];
  let next = 0;
  const gap = (until: number) => {
    if (until > next)
      shown.push({ is: 'gap', key: `gap ${shown.length === 0 ? 'first' : next}`, height: (until - next) * rowHeight });
  };
  for (const { index } of windowed.getVirtualItems()) {
    const row = rows[index];
    if (row === undefined) continue;
    gap(index);
    shown.push({ is: 'row', row, index });
    next = index + 1;
  }
  gap(rows.length);
  return shown;
};
