import { Route, Routes, useParams } from 'react-router-dom';
import { ReadableText } from '../ui';
import { PracticesPage } from './PracticesPage';
import { TeamChecklistPage } from './TeamChecklistPage';

/** What every team is asked for, and below it the checklist of each team. */
export function ChecklistPages() {
  return (
    <ReadableText>
      <Routes>
        <Route path="/" element={<PracticesPage />} />
        <Route path="/:namespace/:name" element={<OneTeam />} />
      </Routes>
    </ReadableText>
  );
}

function OneTeam() {
  const { namespace = '', name = '' } = useParams();
  const team = `group:${namespace}/${name}`;
  return <TeamChecklistPage key={team} team={team} />;
}
