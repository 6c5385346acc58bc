import { AddressText } from "@/components/ui/address-text";
import { personHref } from "../_actions/person-href";

type Props = { userId: string | null; address: string };

/** An address that leads to the page of whose it is, or of the address itself. */
export function PersonLink({ userId, address }: Props) {
  const account = userId === null ? null : { id: userId };
  return (
    <a
      href={personHref({ account, address })}
      title={address}
      className="block rounded-sm font-medium text-ink group-hover:text-accent hover:underline focus-visible:-outline-offset-2 max-md:text-base max-md:wrap-anywhere max-md:whitespace-normal md:truncate"
    >
      <AddressText>{address}</AddressText>
    </a>
  );
}
