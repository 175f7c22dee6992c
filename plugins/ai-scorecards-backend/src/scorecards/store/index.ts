export * from './markCards';
export * from './PeerStore';
export * from './ScorecardStore';
export * from './TeamPeriods';
