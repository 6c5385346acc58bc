import { userList } from "@/lib/operator/lists/user-list";
import { exportHead, exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(userList);

export const HEAD = exportHead;
