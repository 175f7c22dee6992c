export { OtlpIntake } from './OtlpIntake';
export { PointStore } from './PointStore';
export { DAYS_LATE } from './readObservation';
export { readOtlpSettings } from './otlpSettings';
export type { OtlpSettings } from './readObservation';
