import { failedList } from "@/lib/operator/lists/failed-list";
import { exportHead, exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(failedList);

export const HEAD = exportHead;
