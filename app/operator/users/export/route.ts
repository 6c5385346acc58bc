import { userList } from "@/lib/operator/lists/user-list";
import { exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(userList);
