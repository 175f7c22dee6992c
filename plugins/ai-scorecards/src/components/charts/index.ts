import { lazy } from 'react';

/** Charts bring the charting library with them and are loaded when the first one is seen. */
export const LazyLineChart = lazy(() =>
  import('./LineChart').then(m => ({ default: m.LineChart })),
);
export const LazyColumnChart = lazy(() =>
  import('./ColumnChart').then(m => ({ default: m.ColumnChart })),
);
export * from './Legend';
export * from './timeSeries';
