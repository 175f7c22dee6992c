import type { SumField } from '../../sumRecords';

/** Attributes of a data point or log record, those of its resource among them. */
export type Attributes = ReadonlyMap<string, string>;

/** What the numbers of a metric are: always the same, or told by an attribute whose other values are passed over. */
export type FieldsOf =
  | readonly SumField[]
  | {
      attribute: string;
      values: Readonly<Record<string, readonly SumField[]>>;
    };

export interface MetricRule {
  fields: FieldsOf;
  /** An amount in US dollars; its fields say nothing then. */
  isCost?: boolean;
  /** Points with this value of an attribute are no use. */
  unless?: { attribute: string; value: string };
}

/** How one tool names what it does. Each counter is fed by one metric or one event alone, so that nothing adds up twice. */
export interface ToolTable {
  /** Its name under `aiScorecards.sources.otlp.tools`. */
  id: string;
  /** The tool's entity ref, unless configuration says otherwise. */
  tool: string;
  /** Whether a metric or event of that name and with these attributes is the tool's. */
  owns(name: string, attributes: Attributes): boolean;
  metrics: Readonly<Record<string, MetricRule>>;
  /** Counted by one for each log record of the name. */
  events: Readonly<Record<string, readonly SumField[]>>;
  /** It tells the organisation of whoever is signed in. */
  namesOrganization?: boolean;
  /** Attributes that hold the model, the first that is there. */
  model: readonly string[];
}
