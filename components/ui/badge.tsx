type Props = { children: string };

/** A short mark beside a name: "This browser". */
export function Badge({ children }: Props) {
  return (
    <span className="rounded-full border border-transparent bg-success-tint px-2.5 py-0.5 text-sm font-medium whitespace-nowrap text-success">
      {children}
    </span>
  );
}
