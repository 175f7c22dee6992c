import fs from 'node:fs';
import { generatedPages } from './pages';

for (const [file, text] of generatedPages()) {
  fs.writeFileSync(file, text);
}
