/** Which charts there are, and what can be asked of each. */
package io.freshet.charts.catalogue;
