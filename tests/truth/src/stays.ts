import { Truth } from './truth';

/** Somebody's time directly in a Group. */
export type Stay = Truth['organisation']['roster'][number];

export const isOn = ({ from, to }: Stay, day: string): boolean =>
  (from ?? '') <= day && day < (to ?? '9');
