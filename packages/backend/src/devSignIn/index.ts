export { devSignInModule } from './module';
