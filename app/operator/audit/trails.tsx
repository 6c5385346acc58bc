import { paths } from "@/lib/paths";

const trails = [
  { href: paths.operatorAudit, label: "Account events" },
  { href: paths.operatorAuditActions, label: "Operator actions" },
];

type Props = { here: string };

/** Leads from one of the two logs to the other. */
export function Trails({ here }: Props) {
  return (
    <nav aria-label="Logs">
      <ul className="flex gap-1">
        {trails.map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === here ? "page" : undefined}
              className="inline-flex min-h-11 items-center border-y-2 border-transparent px-2 text-sm text-ink-soft hover:text-ink aria-[current]:border-b-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
