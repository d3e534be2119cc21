// A page of words and links.
import { themeButton } from "./theme.js";

themeButton(document.querySelector("#theme"));
