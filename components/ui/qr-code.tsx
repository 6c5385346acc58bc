import { encode } from "uqr";

type Props = { text: string; label: string; className?: string };

/** Free modules around the code, without which cameras do not find it (ISO/IEC 18004: four). */
const MARGIN = 4;

/** A QR code, drawn on the server: black on white in every theme, as cameras expect it. */
export function QrCode({ text, label, className }: Props) {
  const { data, size } = encode(text, { border: MARGIN });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
