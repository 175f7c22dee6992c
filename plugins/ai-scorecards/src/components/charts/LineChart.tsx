import { daysBetween } from 'backstage-plugin-ai-scorecards-common';
import {
  CartesianGrid,
  Line,
  LineChart as Lines,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { CHART_HEIGHT, useChartColours, useId } from '../ui';
import type { SeriesStyle } from '../ui';
import { Hatch } from './Hatch';
import { LINE_DASH } from './Legend';
import { periodEnd, spread } from './timeSeries';
import type { Gap, Grain, TimeSeries } from './timeSeries';

/** A line of the chart. */
export interface DrawnSeries {
  id: string;
  title: string;
  bold: boolean;
  style: SeriesStyle;
}

/** Marks of a line: filled for final figures, hollow for others. */
function dot(series: DrawnSeries, data: TimeSeries, ground: string) {
  const { id, bold, style } = series;
  return function Mark(mark: { cx?: number; cy?: number; index?: number }) {
    const { cx, cy, index = 0 } = mark;
    const point = data.points.get(id)?.get(data.periods[index]);
    const final = point?.state === 'ok';
    if (!point || point.value === null) {
      return <g key={index} />;
    }
    return (
      <circle
        key={index}
        cx={cx}
        cy={cy}
        r={final ? (bold && 2.5) || 2 : 3.5}
        stroke={style.colour}
        fill={final ? style.colour : ground}
      />
    );
  };
}

/**
 * Lines over time, never stacked. Periods without a value are hatched gaps; flags stand on the axis as dashed lines.
 * The axis counts days, so that months and gaps have their true width.
 */
export function LineChart(props: {
  data: TimeSeries;
  grain: Grain;
  series: DrawnSeries[];
  /** Days with a flag. */
  flags: string[];
  formatPeriod: (period: string) => string;
  formatValue: (value: number) => string;
  /** Height of the drawing in pixels. */
  height?: number;
  /** A dashed line across, such as the own baseline. */
  across?: number;
  /** Highest value of the axis, where it is not that of the data. */
  top?: number;
}) {
  const colours = useChartColours();
  const hatch = useId('hatch');
  const { data, grain, series, flags, formatPeriod, formatValue } = props;
  const start = data.periods[0];
  const x = (day: string) => daysBetween(start, day);
  const periodAt = new Map(data.periods.map(period => [x(period), period]));
  const label = (position: number) =>
    formatPeriod(periodAt.get(position) ?? start);
  const last = data.periods[data.periods.length - 1];
  const half = (day: string) =>
    daysBetween(day, periodEnd(day, grain)) / 2 + 0.5;

  const rows = data.periods.map(period => ({
    x: x(period),
    ...Object.fromEntries(
      series.map(({ id }, index) => [
        `s${index}`,
        data.points.get(id)?.get(period)?.value ?? null,
      ]),
    ),
  }));
  const area = (gap: Gap) => ({
    x1: Math.max(x(gap.from) - half(gap.from), -half(start)),
    x2: x(gap.to) + half(gap.to),
  });

  return (
    <ResponsiveContainer width="100%" height={props.height ?? CHART_HEIGHT}>
      <Lines data={rows} margin={{ top: 8, right: 16, bottom: 4, left: 0 }}>
        <Hatch id={hatch} colour={colours.quiet} />
        <CartesianGrid vertical={false} stroke={colours.line} />
        <XAxis
          dataKey="x"
          type="number"
          domain={[-half(start), x(last) + half(last)]}
          ticks={spread(data.periods, 7).map(x)}
          tickFormatter={label}
          stroke={colours.quiet}
          tick={{ fill: colours.quiet, fontSize: 12 }}
        />
        <YAxis
          width={40}
          allowDecimals={false}
          domain={[0, props.top ?? 'auto']}
          tickFormatter={formatValue}
          stroke={colours.quiet}
          tick={{ fill: colours.quiet, fontSize: 12 }}
        />
        {data.gaps.map(gap => (
          <ReferenceArea
            key={gap.from}
            {...area(gap)}
            fill={`url(#${hatch})`}
            stroke={colours.line}
            ifOverflow="hidden"
          />
        ))}
        {flags.map(day => (
          <ReferenceLine
            key={day}
            x={x(day)}
            stroke={colours.text}
            strokeDasharray="2 2"
            label={{
              value: '⚑',
              position: 'insideTopLeft',
              fill: colours.text,
            }}
          />
        ))}
        {props.across !== undefined && (
          <ReferenceLine
            y={props.across}
            stroke={colours.quiet}
            strokeDasharray={LINE_DASH}
            ifOverflow="extendDomain"
          />
        )}
        <Tooltip
          labelFormatter={position => label(Number(position))}
          formatter={value => formatValue(Number(value))}
          contentStyle={{
            backgroundColor: colours.surface,
            borderColor: colours.line,
            color: colours.text,
          }}
        />
        {series.map((one, index) => (
          <Line
            key={one.id}
            dataKey={`s${index}`}
            name={one.title}
            stroke={one.style.colour}
            strokeDasharray={one.style.dash}
            strokeWidth={one.bold ? 3 : 1.75}
            dot={dot(one, data, colours.surface)}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </Lines>
    </ResponsiveContainer>
  );
}
