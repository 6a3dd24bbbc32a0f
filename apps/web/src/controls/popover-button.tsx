import { useState, type ReactNode } from 'react';
import { Mark } from '../marks/mark.js';
import { Popover } from './popover.js';
import type { PopoverProps } from './popover-props.js';

interface PopoverButtonProps extends Pick<PopoverProps, 'label' | 'align'> {
  readonly className?: string;
  /** Classes of what it opens. */
  readonly popup?: string;
  /** What stands on the button, before its caret. */
  readonly shown: ReactNode;
  /** What it opens. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button of a toolbar that opens a small dialog beside itself. */
export const PopoverButton = ({
  label,
  align,
  className = 'btn',
  popup = 'choices',
  shown,
  children,
}: PopoverButtonProps) => {
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {shown}
        <Mark name="caret" />
      </button>
      <Popover open={open} onClose={close} anchor={button} label={label} align={align} className={popup}>
        {children(close)}
      </Popover>
    </>
  );
};
