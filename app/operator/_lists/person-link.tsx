import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

type Props = { userId: string | null; address: string };

/** An address that leads to the history of whose it is; of nobody, only the address. */
export function PersonLink({ userId, address }: Props) {
  if (userId === null) return <span className="font-medium wrap-anywhere">{address}</span>;
  return (
    <TextLink href={`${paths.operatorPeople}/${userId}`} className="wrap-anywhere">
      {address}
    </TextLink>
  );
}
