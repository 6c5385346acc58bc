type Props = { className?: string };

/** The latchkey: bow, stem and two wards. */
export function Logo({ className }: Props) {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <circle cx="10" cy="16" r="6" />
      <path d="M16 16h12v5.5M22.5 16v4" />
    </svg>
  );
}
