import type { Metadata } from "next";
import { deliveryList } from "@/lib/operator/lists/delivery-list";
import type { SearchParams } from "@/lib/operator/lists/list-query";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { deliveryColumns } from "../_lists/delivery-columns";
import { ListPage } from "../_lists/list-page";

export const metadata: Metadata = { title: "Emails" };

type Props = { searchParams: Promise<SearchParams> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorDeliveries, params);
  return (
    <ListPage
      list={deliveryList}
      path={paths.operatorDeliveries}
      params={params}
      title="Emails"
      searchHint="Email (or its start), domain, ID or SES message ID"
      columns={deliveryColumns}
      nothingYet="No emails yet. The first sign-up sends the first one."
    />
  );
}
