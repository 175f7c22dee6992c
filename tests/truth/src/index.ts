/**
 * Works out what the portal must show from the plain truth of the stand-in
 * for the vendors. It shares no code with the plugins, so that both can be
 * wrong only by agreement.
 *
 * @packageDocumentation
 */
export { expected } from './expected';
export type { Expected } from './expected';
export { exampleSettings, isPushDoor } from './settings';
export type {
  Door,
  Key,
  Pushed,
  PushDoor,
  Settings,
  VendorKey,
  Verdict,
} from './settings';
export type { Adoption, Rate } from './adoption';
export type { MonthCost } from './cost';
export type { Line } from './reconciliation';
export { pooled } from './publish';
export { readCode } from './code';
export type { CodeTruth } from './code';
export { Changes } from './changes';
export { OutcomeTruth } from './outcomes';
export type { BandTruth, Indicator } from './outcomes';
export { vendorReports } from './vendorReports';
export { PracticeTruth } from './practices';
export type { PracticesOfTeam, Statements } from './practices';
export type { Granted } from './granted';
export type { CheckTruth, Memory, Statement, Waiver } from './standing';
