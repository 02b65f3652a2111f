import { suggest } from "./suggest.js";

suggest();
