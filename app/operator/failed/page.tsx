import type { Metadata } from "next";
import { countFailures } from "@/lib/operator/lists/count-failures";
import { failedList } from "@/lib/operator/lists/failed-list";
import { readListQuery, type SearchParams } from "@/lib/operator/lists/list-query";
import { paths } from "@/lib/paths";
import { requireOperator } from "@/lib/session/require-account";
import { failedColumns } from "../_lists/delivery-columns";
import { ListPage } from "../_lists/list-page";
import { FailureKinds } from "./failure-kinds";

export const metadata: Metadata = { title: "Failed emails" };

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
      title="Failed emails"
      searchHint="Email (or its start), domain or ID"
      columns={failedColumns}
      nothingYet="No failed emails."
    >
      <FailureKinds kinds={kinds} chosen={readListQuery(failedList, params).filters.code} />
    </ListPage>
  );
}
