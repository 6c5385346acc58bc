import { paths } from "@/lib/paths";

const trails = [
  { href: paths.operatorAudit, label: "What happened to accounts" },
  { href: paths.operatorAuditActions, label: "What operators did" },
];

type Props = { here: string };

/** Leads from one of the two trails to the other. */
export function Trails({ here }: Props) {
  return (
    <nav aria-label="Trails">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 border-b border-line">
        {trails.map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={href === here ? "page" : undefined}
              className="-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-accent"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
