import {
  ThemeProvider,
  createTheme,
  darken,
  lighten,
} from '@material-ui/core/styles';
import type { Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

/**
 * Backstage's light theme sets secondary text in a grey that has contrast enough on paper (4.6 : 1) and too little on
 * the page itself (4.2 : 1, where WCAG AA asks for 4.5 : 1). What stands on the page takes the next darker grey. The red
 * of faults is set darker in the light theme, and lighter in the dark one, where it has 3.4 : 1.
 */
function readable(theme: Theme): Theme {
  const { palette } = theme;
  const isLight = palette.type === 'light';
  const text = isLight
    ? { ...palette.text, secondary: palette.grey[700] }
    : palette.text;
  const main = isLight
    ? darken(palette.error.main, 0.2)
    : lighten(palette.error.main, 0.5);
  return createTheme({
    ...theme,
    palette: { ...palette, text, error: { ...palette.error, main } },
  });
}

/** Gives what stands directly on a page text of enough contrast. */
export function ReadableText({ children }: { children: ReactNode }) {
  return <ThemeProvider theme={readable}>{children}</ThemeProvider>;
}
