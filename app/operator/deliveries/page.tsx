import type { Metadata } from "next";
import { deliveryList } from "@/lib/operator/lists/delivery-list";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { deliveryColumns } from "../_lists/delivery-columns";
import { ListPage } from "../_lists/list-page";

export const metadata: Metadata = { title: "Deliveries" };

type Props = { searchParams: Promise<SearchParams> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorDeliveries, params);
  return (
    <ListPage
      list={deliveryList}
      path={paths.operatorDeliveries}
      params={params}
      title="Deliveries"
      intro="Every mail: to whom, what it is, and how far it has come."
      searchHint="An address or its beginning, a domain, or any id, also SES’s."
      columns={deliveryColumns}
      nothingYet="No mail was asked for yet. The first registration brings the first one."
    />
  );
}
