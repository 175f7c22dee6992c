/** Attributes of OTLP, all of them text. */
export const attributesOf = (values: Record<string, string>) =>
  Object.entries(values).map(([key, stringValue]) => ({
    key,
    value: { stringValue },
  }));
