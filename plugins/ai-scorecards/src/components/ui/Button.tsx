import { LinkButton as BackstageLinkButton } from '@backstage/core-components';
import MuiButton from '@material-ui/core/Button';
import { withStyles } from '@material-ui/core/styles';

// What stands on our buttons are sentences, with names of people and tools in them: capitals would be hard to read.
const asWritten = withStyles({ root: { textTransform: 'none' } });

/** A button whose words stand as they are written. */
export const Button = asWritten(MuiButton) as typeof MuiButton;

/** A link that looks like {@link Button}. */
export const LinkButton = asWritten(
  BackstageLinkButton,
) as typeof BackstageLinkButton;
