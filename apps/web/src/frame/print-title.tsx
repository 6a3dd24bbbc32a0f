import { useLingui } from '@lingui/react/macro';

/** On paper, above the title: what it is, and as of which position. */
export const PrintTitle = ({ what, position }: { what: string; position: number }) => {
  const { t } = useLingui();
  return <p className="print-only small">{t`JWG Ledger · ${what} · as of position ${position}`}</p>;
};
