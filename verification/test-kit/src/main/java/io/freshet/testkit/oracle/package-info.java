/** Compares all that Freshet holds and shows of surveys with plain SQL over their sources. */
package io.freshet.testkit.oracle;
