import { useTheme } from '@material-ui/core/styles';

// Told apart with the common kinds of colour blindness; dashes tell them apart without any colour.
const light = [
  '#0072B2',
  '#B34700',
  '#007A5A',
  '#A8397D',
  '#7A5C00',
  '#5B4FC4',
];
const dark = ['#6CBDF0', '#F0A060', '#4CCFA4', '#EFA3CF', '#E3D25C', '#ABA4F7'];
const dashes = ['', '6 3', '2 3', '8 3 2 3', '10 4', '4 2 1 2'];

/** How one series is drawn. */
export interface SeriesStyle {
  colour: string;
  /** A stroke-dasharray; empty for a solid line. */
  dash: string;
}

/** Colours of drawings in the present theme. */
export interface ChartColours {
  series: (index: number) => SeriesStyle;
  text: string;
  quiet: string;
  line: string;
  surface: string;
}

/** Colours and dashes for charts, light or dark with the portal. */
export function useChartColours(): ChartColours {
  const { palette } = useTheme();
  const colours = palette.type === 'dark' ? dark : light;
  return {
    series: index => ({
      colour: colours[index % colours.length],
      dash: dashes[index % dashes.length],
    }),
    text: palette.text.primary,
    quiet: palette.text.secondary,
    line: palette.divider,
    surface: palette.background.paper,
  };
}
