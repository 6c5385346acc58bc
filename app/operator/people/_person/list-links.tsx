import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

type Props = { address: string };

const lists = [
  { path: paths.operatorRegistrations, label: "Registrations" },
  { path: paths.operatorDeliveries, label: "Deliveries" },
  { path: paths.operatorFailed, label: "Failed mails" },
  { path: paths.operatorSuppressions, label: "Suppressions" },
  { path: paths.operatorAudit, label: "Audit" },
];

/** The lists, narrowed to one address. */
export function ListLinks({ address }: Props) {
  return (
    <nav aria-label="Lists of this address">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
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
