import { Link } from '@backstage/core-components';
import { usePagePath, useWords } from '../../hooks';
import { RequestPanel } from './RequestPanel';

/** One request on a page of its own. */
export function RequestPage({ id }: { id: string }) {
  const t = useWords();
  const root = usePagePath('exceptions');
  return (
    <>
      <Link to={root} underline="always">
        {t('request.back')}
      </Link>
      <RequestPanel id={id} />
    </>
  );
}
