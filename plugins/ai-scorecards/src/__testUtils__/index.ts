export * from './a11y';
export * from './renderView';
