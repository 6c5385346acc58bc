import { operatorActionList } from "@/lib/operator/lists/operator-action-list";
import { exportRoute } from "../../../_lists/export-route";

export const GET = exportRoute(operatorActionList);
