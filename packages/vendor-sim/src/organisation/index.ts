export { generateOrganisation } from './generate';
export { renderOrganisation } from './render';
export { PERSONAS } from './personas';
export type { Persona } from './personas';
export { TOOLS } from './tools';
export type {
  Account,
  Group,
  Membership,
  Organisation,
  Person,
  Standing,
  TeamEdge,
} from './types';
