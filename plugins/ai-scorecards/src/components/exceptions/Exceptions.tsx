import { Route, Routes, useParams } from 'react-router-dom';
import { ReadableText } from '../ui';
import { AskPage } from './AskPage';
import { Queue } from './Queue';
import { RequestPage } from './RequestPage';

/** Requests and exceptions: the list, the form, and each request under its id. */
export function Exceptions() {
  return (
    <ReadableText>
      <Routes>
        <Route path="/" element={<Queue />} />
        <Route path="/new" element={<AskPage />} />
        <Route path="/:id" element={<OneRequest />} />
        <Route path="/:id/edit" element={<EditRequest />} />
      </Routes>
    </ReadableText>
  );
}

function OneRequest() {
  const { id = '' } = useParams();
  return <RequestPage key={id} id={id} />;
}

function EditRequest() {
  const { id = '' } = useParams();
  return <AskPage key={id} id={id} />;
}
