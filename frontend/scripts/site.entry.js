import { leaveOutEmptyFields } from "./address.js";
import { offerCopying } from "./copy.js";
import { watchExit } from "./exit.js";
import { findValues } from "./find-value.js";
import { suggest } from "./suggest.js";

watchExit();
leaveOutEmptyFields();
offerCopying();
suggest();
findValues();
