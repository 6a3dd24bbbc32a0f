import { Trans, useLingui } from '@lingui/react/macro';
import { PopoverButton } from '../controls/popover-button.js';
import { groupings, orders, type Grouping, type MatrixSearch, type Order } from './matrix-search.js';

interface OrderProps {
  readonly search: MatrixSearch;
  readonly change: (change: Partial<MatrixSearch>) => void;
}

const useNames = () => {
  const { t } = useLingui();
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
  return { sorts, groups };
};

/** The order of the rows, and whether they stand in groups. */
export const OrderButton = ({ search, change }: OrderProps) => {
  const { t } = useLingui();
  const { sorts, groups } = useNames();
  const { sort = 'number', group } = search;
  return (
    <PopoverButton
      label={t`Order`}
      className={sort === 'number' && group === undefined ? 'btn' : 'btn on'}
      shown={
        <>
          <Trans>Order</Trans>
          {sort !== 'number' && <span className="v">{sorts[sort]}</span>}
          {group !== undefined && <span className="v">{groups[group]}</span>}
        </>
      }
    >
      {() => <OrderChoices search={search} change={change} />}
    </PopoverButton>
  );
};

export const OrderChoices = ({ search: { sort = 'number', group }, change }: OrderProps) => {
  const { t } = useLingui();
  const { sorts, groups } = useNames();
  return (
    <>
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
    </>
  );
};

const Choice = ({ name, on, words, choose }: { name: string; on: boolean; words: string; choose: () => void }) => (
  <label>
    <input type="radio" name={name} checked={on} onChange={choose} />
    <span>{words}</span>
  </label>
);
