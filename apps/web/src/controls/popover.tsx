import { lazy, Suspense, type ReactNode } from 'react';

export interface PopoverProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What it stands beside, and what has the focus again when it closes. */
  readonly anchor: HTMLElement | null;
  /** Heard when it opens. */
  readonly label: string;
  readonly align?: 'start' | 'center' | 'end';
  /** A press on one of these (a selector) leaves it open: they show something else in it. */
  readonly staysFor?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

const load = () => import('./base-popover.js');
const BasePopover = lazy(load);

/** Read when the browser has nothing else to do, so that the first one opens at once. */
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load());

/** A small dialog beside something. The rest of the page stays in reach; Escape and a click elsewhere close it. */
export const Popover = (props: PopoverProps) =>
  props.open && props.anchor !== null ? (
    <Suspense fallback={null}>
      <BasePopover {...props} />
    </Suspense>
  ) : null;
