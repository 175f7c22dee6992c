/** The pattern for what is not known or only estimated; to be filled with `url(#id)`. */
export function Hatch(props: { id: string; colour: string; ground?: string }) {
  return (
    <defs>
      <pattern
        id={props.id}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        {props.ground && (
          <rect width="6" height="6" fill={props.ground} fillOpacity="0.25" />
        )}
        <line
          x1="0"
          y1="0"
          x2="0"
          y2="6"
          stroke={props.colour}
          strokeWidth="2"
        />
      </pattern>
    </defs>
  );
}
