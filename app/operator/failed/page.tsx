import type { Metadata } from "next";
import { countFailures } from "@/lib/operator/lists/count-failures";
import { failedList } from "@/lib/operator/lists/failed-list";
import { readListQuery, type SearchParams } from "@/lib/operator/lists/list-query";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { deliveryColumns } from "../_lists/delivery-columns";
import { ListPage } from "../_lists/list-page";
import { FailureKinds } from "./failure-kinds";

export const metadata: Metadata = { title: "Failed" };

type Props = { searchParams: Promise<SearchParams> };

export default async function FailedPage({ searchParams }: Props) {
  const params = await searchParams;
  await requireOperator(paths.operatorFailed, params);
  const kinds = await countFailures();
  return (
    <ListPage
      list={failedList}
      path={paths.operatorFailed}
      params={params}
      title="Failed"
      intro="Emails that came to their end without being sent. Mend what stopped them, then send them once more."
      searchHint="An address or its beginning, a domain, or an id."
      columns={deliveryColumns.filter(({ label }) => label !== "Sent, SES id")}
      nothingYet="No mail has failed. There is nothing to do here."
    >
      <FailureKinds kinds={kinds} chosen={readListQuery(failedList, params).filters.code} />
    </ListPage>
  );
}
