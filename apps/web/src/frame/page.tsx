import { useEffect, useRef, type ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';

interface PageProps {
  /** Of the window, and heard on arrival. */
  readonly title: string;
  readonly crumbs?: readonly { readonly to: string; readonly label: ReactNode }[];
  readonly heading: ReactNode;
  readonly under?: ReactNode;
  readonly actions?: ReactNode;
  /** As wide as the window: the matrix. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One screen: breadcrumbs, one heading with its actions, the content. The heading has the focus on arrival. */
export const Page = ({ title, crumbs = [], heading, under, actions, wide, children }: PageProps) => {
  const { t } = useLingui();
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · JWG Ledger`;
  }, [title]);
  useEffect(() => top.current?.focus({ preventScroll: true }), []);
  return (
    <main id="content" className={wide ? 'wrap wide' : 'wrap'}>
      {crumbs.length > 0 && (
        <nav aria-label={t`Where you are`}>
          <ol className="crumbs">
            {crumbs.map(({ to, label }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
            <li>
              <span aria-current="page">{title}</span>
            </li>
          </ol>
        </nav>
      )}
      <div className="title-row">
        <div>
          <h1 ref={top} tabIndex={-1}>
            {heading}
          </h1>
          {under !== undefined && <p className="under">{under}</p>}
        </div>
        {actions !== undefined && <div className="acts">{actions}</div>}
      </div>
      {children}
    </main>
  );
};

export const Reading = () => (
  <p className="reading" aria-busy="true">
    <Trans>Reading …</Trans>
  </p>
);
