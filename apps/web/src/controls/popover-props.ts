import type { ReactNode } from 'react';

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
