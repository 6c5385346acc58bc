import { failedList } from "@/lib/operator/lists/failed-list";
import { exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(failedList);
