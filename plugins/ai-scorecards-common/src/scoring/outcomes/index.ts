export { changeFailure, scoreChangeFailure } from './changeFailure';
export * from './histogram';
export { outcomeIndicators } from './indicators';
export { outputFigures, outputPoint, scoreOutput } from './output';
export * from './published';
export { qualityBand } from './qualityBand';
export { measure, measuredPoint } from './rates';
export { weeksBefore } from './sums';
