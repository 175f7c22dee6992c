import Typography from '@material-ui/core/Typography';
import { useWords } from '../../hooks';
import { Button, showPart } from '../ui';

/** Parts of a team's page that show what checks look at which are about no single repository or document. */
const PARTS: Record<string, 'adoption' | 'exceptions' | 'outcomes'> = {
  'tool.default-configured': 'adoption',
  'tool.sanctioned-only': 'adoption',
  'exceptions.in-good-order': 'exceptions',
  'quality.published': 'outcomes',
  'attribution.labelled': 'outcomes',
  'batches.small': 'outcomes',
  'review.not-rubber-stamped': 'outcomes',
  'rework.tracked': 'outcomes',
};

/** Leads to where a check is seen that has no repositories and documents behind it. */
export function EvidenceElsewhere(props: {
  /** Id of the check. */
  check: string;
  onLeave: () => void;
}) {
  const t = useWords();
  const part = PARTS[props.check];
  // Who may not see figures has no such part on the page.
  const isShown = part !== undefined && document.getElementById(part) !== null;
  return (
    <>
      <Typography variant="body2" paragraph>
        {t('check.noEvidence')}
      </Typography>
      {isShown && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => {
            props.onLeave();
            showPart(`#${part}`);
          }}
        >
          {t(`check.seen.${part}`)}
        </Button>
      )}
    </>
  );
}
