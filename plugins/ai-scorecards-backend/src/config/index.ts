export * from './readConfig';
export * from './types';
