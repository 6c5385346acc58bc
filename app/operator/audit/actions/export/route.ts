import { operatorActionList } from "@/lib/operator/lists/operator-action-list";
import { exportHead, exportRoute } from "../../../_lists/export-route";

export const GET = exportRoute(operatorActionList);

export const HEAD = exportHead;
