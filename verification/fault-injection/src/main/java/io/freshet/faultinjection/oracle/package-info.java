/** What the charts must say, by plain SQL over the sources. */
package io.freshet.faultinjection.oracle;
