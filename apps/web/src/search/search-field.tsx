import { lazy, Suspense, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLingui } from '@lingui/react/macro';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Mark } from '../marks/mark.js';
import { useSought } from './use-sought.js';

const FoundList = lazy(() => import('./found-list.js'));
/** As many characters as the API takes. */
const LONGEST = 200;

/** Looks for words in the whole record, as one types. The page of the search has a field of its own. */
export const SearchField = () => (useLocation().pathname === '/search' ? null : <Field />);

const Field = () => {
  const { t } = useLingui();
  const navigate = useNavigate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const box = useRef<HTMLFormElement>(null);
  const { wanted, isCurrent, error, page } = useSought(isOpen ? typed : '');
  const isShown = isOpen && wanted !== '';
  const close = () => {
    setOpen(false);
    setActive(undefined);
  };
  const options = () => [...(box.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
  const goTo = (option: HTMLElement | undefined) => {
    option?.scrollIntoView({ block: 'nearest' });
    setActive(option?.id);
  };
  /** From the field to the first one, from the last one back to the field. */
  const step = (by: 1 | -1) => {
    const all = options();
    const at = all.findIndex((it) => it.id === active);
    goTo(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // its keys choose among characters
    const does = {
      ArrowDown: () => (isShown ? step(1) : setOpen(true)),
      ArrowUp: () => isShown && step(-1),
      Escape: () => (isShown ? close() : setTyped('')),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  };
  const send = () => {
    const chosen = options().find((it) => it.id === active);
    if (chosen) chosen.click();
    else if (wanted !== '') void navigate({ to: '/search', search: (before) => ({ ...before, q: wanted }) });
  };
  return (
    <search className="finding">
      <form
        ref={box}
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onBlur={({ relatedTarget }) => !box.current?.contains(relatedTarget) && close()}
      >
        <Mark name="search" />
        <input
          data-search=""
          role="combobox"
          aria-label={t`Search`}
          aria-expanded={isShown}
          aria-controls={isShown ? id : undefined}
          aria-activedescendant={isShown ? active : undefined}
          aria-autocomplete="list"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          enterKeyHint="search"
          maxLength={LONGEST}
          placeholder={t`Search titles, texts, institutions, ids`}
          value={typed}
          onFocus={() => setOpen(true)}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(undefined);
            setOpen(true);
          }}
          onKeyDown={key}
        />
        <kbd aria-hidden="true">/</kbd>
        {isShown && (
          <Suspense fallback={null}>
            <FoundList
              id={id}
              words={wanted}
              page={page}
              error={error}
              isCurrent={isCurrent}
              active={active}
              close={close}
            />
          </Suspense>
        )}
      </form>
    </search>
  );
};

/** The key `/`: the field that is there has the focus, with its words chosen; false where there is none. */
export const focusSearch = (): boolean => {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  field?.focus();
  field?.select();
  return field !== null;
};
