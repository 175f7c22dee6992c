import { Route, Routes, useParams } from 'react-router-dom';
import { ReadableText } from '../ui';
import { AskPage } from './AskPage';
import { DossierPage } from './DossierPage';
import { Queue } from './Queue';
import { RequestPage } from './RequestPage';

/** Requests and exceptions: the board's queue, the form, each request and each dossier under its id. */
export function Exceptions() {
  return (
    <ReadableText>
      <Routes>
        <Route path="/" element={<Queue />} />
        <Route path="/new" element={<AskPage />} />
        <Route path="/dossier/:id" element={<Dossier />} />
        <Route path="/:id" element={<OneRequest />} />
        <Route path="/:id/edit" element={<EditRequest />} />
      </Routes>
    </ReadableText>
  );
}

function Dossier() {
  const { id = '' } = useParams();
  return <DossierPage key={id} id={id} />;
}

function OneRequest() {
  const { id = '' } = useParams();
  return <RequestPage key={id} id={id} />;
}

function EditRequest() {
  const { id = '' } = useParams();
  return <AskPage key={id} id={id} />;
}
