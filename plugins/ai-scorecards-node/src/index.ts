/** Extension points, source contracts, permission rules and the shipped policy of AI Scorecards. */
export * from './extensionPoints';
export * from './sources/records';
export * from './sources/rows';
export * from './sources/sources';
export * from './sources/SourceError';
export * from './permissions';
export * from './http';
export * from './codeHosts';
export * from './sources/evidence';
export * from './sources/outcomes';
export * from './sources/readySettings';
