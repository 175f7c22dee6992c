import type { AskFault } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { FormFaults } from '../ui';

/** Everything that a request still misses, each a way to its field. */
export function FaultList(props: {
  faults: readonly AskFault[];
  idOf: (field: string) => string;
  error?: string;
}) {
  const t = useWords();
  const { faults, idOf, error } = props;
  return (
    <FormFaults
      title={t('form.faults')}
      error={error}
      faults={faults.map(({ field, message }) => ({
        field: idOf(field),
        text: t('form.fault', {
          field: t(`form.short.${field}` as 'form.short.why'),
          message,
        }),
      }))}
    />
  );
}
