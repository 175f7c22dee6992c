export { configFiles, configReference } from './configReference';
export { metricSection, withMetricSection } from './definitions';
export { generatedPages } from './pages';
