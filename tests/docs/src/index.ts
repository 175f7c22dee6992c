export { configFiles, configReference } from './configReference';
export { checkSection } from './checks';
export { metricSection } from './definitions';
export { withSection } from './sections';
export { generatedPages } from './pages';
