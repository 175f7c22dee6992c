/** What sources that ask a code host have in common. */
export * from './agentFiles';
export * from './changes';
export * from './codeOwners';
export * from './decodePath';
export * from './pipelines';
export * from './postMortem';
export * from './ReadApart';
export * from './restAfterLimit';
export * from './told';
