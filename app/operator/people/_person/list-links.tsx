import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

type Props = { address: string };

const lists = [
  { path: paths.operatorRegistrations, label: "Sign-ups" },
  { path: paths.operatorDeliveries, label: "Emails" },
  { path: paths.operatorFailed, label: "Failed emails" },
  { path: paths.operatorSuppressions, label: "Suppressions" },
  { path: paths.operatorAudit, label: "Audit log" },
];

/** The lists, narrowed to one address. */
export function ListLinks({ address }: Props) {
  return (
    <nav aria-label="Lists of this address">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {lists.map(({ path, label }) => (
          <li key={path}>
            <TextLink
              href={`${path}?${new URLSearchParams({ q: address })}`}
              className="inline-block py-1.5"
            >
              {label}
            </TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
