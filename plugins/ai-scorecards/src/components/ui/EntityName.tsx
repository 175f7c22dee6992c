import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** A link to an entity under its title, or else under the name that the catalog shows; what is no entity ref stays text. */
export function EntityName(props: {
  entityRef: string;
  title?: string | null;
}) {
  const { entityRef, title } = props;
  if (!/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(entityRef)) {
    return <>{title ?? entityRef}</>;
  }
  return (
    <EntityRefLink
      entityRef={entityRef}
      title={title ?? undefined}
      hideIcon
      disableTooltip
      underline="always"
    />
  );
}
