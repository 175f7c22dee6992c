export { reorderedTools } from './doorOrder';
export { Precedence } from './Precedence';
