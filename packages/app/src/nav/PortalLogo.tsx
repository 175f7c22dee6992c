import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import BarChartIcon from '@material-ui/icons/BarChart';

const useStyles = makeStyles(theme => ({
  root: {
    height: 2 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
  },
  link: {
    marginLeft: theme.spacing(3),
    display: 'flex',
    alignItems: 'center',
    color: theme.palette.navigation.selectedColor,
  },
  name: {
    marginLeft: theme.spacing(1.5),
    whiteSpace: 'nowrap',
  },
}));

/** The portal's mark, with its name while the sidebar is open. */
export function PortalLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <BarChartIcon />
        {isOpen && (
          <Typography
            component="span"
            variant="subtitle1"
            className={classes.name}
          >
            Acme portal
          </Typography>
        )}
      </Link>
    </div>
  );
}
