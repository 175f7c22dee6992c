import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import Typography from '@material-ui/core/Typography';
import { useLoad, useWords } from '../../hooks';

/** Groups that one question to the catalog names: they stand in its address. */
const AT_ONCE = 25;

interface Part {
  ref: string;
  title: string;
}

/** Components and systems of some Groups, by title. */
async function partsOwnedBy(
  catalog: CatalogApi,
  groups: readonly string[],
): Promise<Part[]> {
  const found = new Map<string, Part>();
  for (let from = 0; from < groups.length; from += AT_ONCE) {
    const { items } = await catalog.getEntities({
      filter: ['Component', 'System'].map(kind => ({
        kind,
        'relations.ownedBy': groups.slice(from, from + AT_ONCE),
      })),
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
    });
    for (const entity of items) {
      const ref = stringifyEntityRef(entity).toLocaleLowerCase('en-US');
      const title = entity.metadata.title ?? entity.metadata.name;
      found.set(ref, { ref, title });
    }
  }
  return [...found.values()].sort((a, b) =>
    a.title.localeCompare(b.title, 'en-US'),
  );
}

/** Components and systems that the team owns; none chosen means all of them. */
export function ScopeField(props: {
  id: string;
  /** Groups whose components and systems are offered. */
  ownedBy: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  fault?: string;
}) {
  const t = useWords();
  const catalog = useApi(catalogApiRef);
  const { id, ownedBy, chosen, onChange, fault } = props;
  const { value = [] } = useLoad(ownedBy.join(), () =>
    partsOwnedBy(catalog, ownedBy),
  );
  // What was chosen and is not offered any more can still be taken out.
  const others = chosen
    .filter(ref => value.every(each => each.ref !== ref))
    .map(ref => ({ ref, title: ref }));
  const parts = [...value, ...others];
  if (parts.length === 0) {
    return <Typography variant="body2">{t('form.allComponents')}</Typography>;
  }
  return (
    <FormGroup id={id} tabIndex={-1} role="group" aria-label={t('form.scope')}>
      <Typography variant="body2">{t('form.scope')}</Typography>
      {parts.map(({ ref, title }) => (
        <FormControlLabel
          key={ref}
          control={
            <Checkbox
              color="primary"
              size="small"
              checked={chosen.includes(ref)}
              onChange={(_, isChosen) =>
                onChange(
                  isChosen
                    ? [...chosen, ref]
                    : chosen.filter(each => each !== ref),
                )
              }
            />
          }
          label={title}
        />
      ))}
      {fault && (
        <Typography color="error" variant="body2">
          {fault}
        </Typography>
      )}
    </FormGroup>
  );
}
