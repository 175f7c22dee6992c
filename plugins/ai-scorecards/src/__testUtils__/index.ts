export * from './a11y';
export * from './renderView';
export * from './wide';
