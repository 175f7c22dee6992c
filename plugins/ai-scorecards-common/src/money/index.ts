export * from './exact';
export * from './overage';
export * from './seatDays';
export * from './split';
