import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { Popover } from '@base-ui/react/popover';
import type { PopoverProps } from './popover-props.js';

const BasePopover = ({ onClose, anchor, label, align = 'start', staysFor, className = '', children }: PopoverProps) => (
  <CSPProvider disableStyleElements>
    <DirectionProvider direction={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
      <Popover.Root
        open
        onOpenChange={(open, details) => {
          const on = details.event.target;
          if (staysFor !== undefined && on instanceof Element && on.closest(staysFor)) details.cancel();
          else if (!open) onClose();
        }}
      >
        <Popover.Portal>
          <Popover.Positioner
            className="pop-place"
            anchor={anchor}
            align={align}
            sideOffset={6}
            collisionPadding={12}
            positionMethod="absolute"
          >
            <Popover.Popup className={`pop ${className}`} aria-label={label} finalFocus={() => anchor}>
              {children}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </DirectionProvider>
  </CSPProvider>
);
export default BasePopover;
