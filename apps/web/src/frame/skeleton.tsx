import { Trans } from '@lingui/react/macro';

interface SkeletonProps {
  readonly rows?: number;
  readonly columns?: number;
  /** Of one row, as CSS has it. */
  readonly height?: string;
}

/** The shape of what is being read, so that nothing moves when it comes. It is silent: the page says that it is busy. */
export const Skeleton = ({ rows = 6, columns = 3, height = '4.5rem' }: SkeletonProps) => (
  <div className="skeleton">
    <p className="sr">
      <Trans>Reading …</Trans>
    </p>
    {Array.from({ length: rows }, (_row, row) => (
      <div key={row} aria-hidden="true" style={{ minBlockSize: height }}>
        {Array.from({ length: columns }, (_column, column) => (
          <i key={column} />
        ))}
      </div>
    ))}
  </div>
);
