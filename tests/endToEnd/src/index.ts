export { accessPage } from './access/accessPage';
