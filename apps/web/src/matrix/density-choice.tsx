import { Trans, useLingui } from '@lingui/react/macro';
import { densities, type Density, type MatrixSearch } from './matrix-search.js';

interface DensityProps {
  readonly density: Density;
  readonly change: (change: Partial<MatrixSearch>) => void;
}

/** How much of the matrix is seen at once. */
export const DensityChoice = ({ density, change }: DensityProps) => {
  const { t } = useLingui();
  const names: Readonly<Record<Density, React.ReactNode>> = {
    comfortable: <Trans>Comfortable</Trans>,
    compact: <Trans>Compact</Trans>,
    fit: <Trans>Fit</Trans>,
  };
  return (
    <span className="seg" role="radiogroup" aria-label={t`Density`}>
      {densities.map((it) => (
        <label key={it} className={it === density ? 'on' : ''}>
          <input
            type="radio"
            name="density"
            className="sr"
            checked={it === density}
            onChange={() => change({ density: it })}
          />
          {names[it]}
        </label>
      ))}
    </span>
  );
};
