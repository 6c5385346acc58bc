type Props = { className?: string };

/** The way of an address, drawn: a form, the email it causes, the key that it earns. */
export function FlowDrawing({ className }: Props) {
  return (
    <svg
      viewBox="0 0 460 360"
      fill="none"
      strokeWidth="2"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <g className="stroke-line-strong" strokeDasharray="2 7" strokeLinecap="round">
        <path d="M232 92c58-6 104 10 112 52" />
        <path d="M318 288c-20 34-72 44-112 18" />
      </g>

      <g>
        <rect x="16" y="24" width="208" height="172" rx="14" className="fill-surface stroke-line" />
        <path d="M16 56h208" className="stroke-line" />
        <g className="fill-line">
          <circle cx="36" cy="40" r="4" />
          <circle cx="50" cy="40" r="4" />
          <circle cx="64" cy="40" r="4" />
        </g>
        <rect x="40" y="76" width="160" height="26" rx="6" className="stroke-line-strong" />
        <path d="M52 89h74" className="stroke-ink-soft" strokeWidth="4" strokeLinecap="round" />
        <rect x="40" y="112" width="160" height="26" rx="6" className="stroke-line-strong" />
        <path
          d="M54 125h72"
          className="stroke-ink-soft"
          strokeWidth="5"
          strokeLinecap="round"
          strokeDasharray="0.1 12"
        />
        <rect x="40" y="150" width="160" height="28" rx="6" className="fill-accent" />
        <path d="M92 164h56" className="stroke-on-accent" strokeWidth="4" strokeLinecap="round" />
      </g>

      <g>
        <rect
          x="244"
          y="152"
          width="200"
          height="132"
          rx="14"
          className="fill-surface stroke-line"
        />
        <path
          d="m250 160 84 62a17 17 0 0 0 20 0l84-62"
          className="stroke-line-strong"
          strokeLinecap="round"
        />
        <circle cx="344" cy="240" r="24" className="fill-accent-tint" />
        <path
          d="m333 241 8 8 15-17"
          className="stroke-accent"
          strokeWidth="4"
          strokeLinecap="round"
        />
      </g>

      <g className="stroke-brass" strokeWidth="11" strokeLinecap="round">
        <circle cx="62" cy="292" r="28" />
        <path d="M90 292h98v28M158 292v20" />
      </g>
    </svg>
  );
}
