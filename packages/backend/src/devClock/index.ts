export { devClockFactory } from './clockFactory';
