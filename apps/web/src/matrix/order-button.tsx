import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Popover } from '../controls/popover.js';
import { Mark } from '../marks/mark.js';
import { groupings, orders, type Grouping, type MatrixSearch, type Order } from './matrix-search.js';

interface OrderProps {
  readonly search: MatrixSearch;
  readonly change: (change: Partial<MatrixSearch>) => void;
}

/** The order of the rows, and whether they stand in groups. */
export const OrderButton = ({ search: { sort = 'number', group }, change }: OrderProps) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const sorts: Readonly<Record<Order, string>> = {
    number: t`running order`,
    due: t`due first`,
    silence: t`longest silence first`,
    change: t`latest change first`,
  };
  const groups: Readonly<Record<Grouping, string>> = {
    institution: t`by institution`,
    kind: t`by kind`,
    session: t`by session`,
  };
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className={sort === 'number' && group === undefined ? 'btn' : 'btn on'}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Trans>Order</Trans>
        {sort !== 'number' && <span className="v">{sorts[sort]}</span>}
        {group !== undefined && <span className="v">{groups[group]}</span>}
        <Mark name="caret" />
      </button>
      <Popover open={open} onClose={() => setOpen(false)} anchor={button} label={t`Order`} className="choices">
        <fieldset>
          <legend>
            <Trans>Rows in the order of</Trans>
          </legend>
          {orders.map((it) => (
            <Choice key={it} name="sort" on={it === sort} words={sorts[it]} choose={() => change({ sort: it })} />
          ))}
        </fieldset>
        <fieldset>
          <legend>
            <Trans>Groups</Trans>
          </legend>
          <Choice name="group" on={group === undefined} words={t`none`} choose={() => change({ group: undefined })} />
          {groupings.map((it) => (
            <Choice key={it} name="group" on={it === group} words={groups[it]} choose={() => change({ group: it })} />
          ))}
        </fieldset>
      </Popover>
    </>
  );
};

const Choice = ({ name, on, words, choose }: { name: string; on: boolean; words: string; choose: () => void }) => (
  <label>
    <input type="radio" name={name} checked={on} onChange={choose} />
    <span>{words}</span>
  </label>
);
