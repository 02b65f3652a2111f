import { leaveOutEmptyFields } from "./address.js";
import { offerCopying } from "./copy.js";
import { watchExit } from "./exit.js";
import { findValues } from "./find-value.js";
import { suggestLater } from "./suggest-later.js";

watchExit();
leaveOutEmptyFields();
offerCopying();
suggestLater();
findValues();
