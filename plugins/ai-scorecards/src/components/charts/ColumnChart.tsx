import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { CHART_HEIGHT, useChartColours, useId } from '../ui';
import { Hatch } from './Hatch';
import { LINE_DASH } from './Legend';

/** A part that the columns are stacked of, the lowest first. */
export interface StackedPart {
  id: string;
  title: string;
  colour: string;
}

/** One column; a part without value is not drawn. */
export interface StackedColumn {
  label: string;
  parts: Record<string, { value: number | null; estimated: boolean }>;
}

/** Stacked columns with a line across, which the legend names; estimates are hatched. */
export function ColumnChart(props: {
  columns: StackedColumn[];
  parts: StackedPart[];
  /** Height of the line. */
  line: number | null;
  formatValue: (value: number) => string;
  /** Shorter than `formatValue`, for the axis. */
  formatTick: (value: number) => string;
}) {
  const colours = useChartColours();
  const hatch = useId('hatch');
  const { columns, parts, line, formatValue } = props;
  const rows = columns.map(column => ({
    label: column.label,
    ...Object.fromEntries(
      parts.map(({ id }) => [id, column.parts[id]?.value ?? null]),
    ),
  }));
  return (
    <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
      <BarChart data={rows} margin={{ top: 16, right: 16, bottom: 4, left: 0 }}>
        {parts.map(part => (
          <Hatch
            key={part.id}
            id={`${hatch}-${part.id}`}
            colour={part.colour}
            ground={part.colour}
          />
        ))}
        <CartesianGrid vertical={false} stroke={colours.line} />
        <XAxis
          dataKey="label"
          stroke={colours.quiet}
          tick={{ fill: colours.quiet, fontSize: 12 }}
        />
        <YAxis
          width={72}
          domain={[0, 'auto']}
          tickFormatter={props.formatTick}
          stroke={colours.quiet}
          tick={{ fill: colours.quiet, fontSize: 12 }}
        />
        <Tooltip
          cursor={{ fill: colours.line, opacity: 0.4 }}
          formatter={value => formatValue(Number(value))}
          contentStyle={{
            backgroundColor: colours.surface,
            borderColor: colours.line,
            color: colours.text,
          }}
        />
        {parts.map(part => (
          <Bar
            key={part.id}
            dataKey={part.id}
            name={part.title}
            stackId="parts"
            fill={part.colour}
            maxBarSize={48}
            isAnimationActive={false}
          >
            {columns.map(column => (
              <Cell
                key={column.label}
                fill={
                  column.parts[part.id]?.estimated
                    ? `url(#${hatch}-${part.id})`
                    : part.colour
                }
                stroke={part.colour}
              />
            ))}
          </Bar>
        ))}
        {line !== null && (
          <ReferenceLine
            y={line}
            ifOverflow="extendDomain"
            stroke={colours.text}
            strokeDasharray={LINE_DASH}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}
