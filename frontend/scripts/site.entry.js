import { watchExit } from "./exit.js";
import { suggest } from "./suggest.js";

watchExit();
suggest();
