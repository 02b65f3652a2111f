import { watchExit } from "./exit.js";

watchExit();
