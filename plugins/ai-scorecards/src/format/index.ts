export * from './count';
export * from './day';
export * from './money';
export * from './ratio';
export * from './value';
