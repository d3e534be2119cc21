/** How each source stands: up to when it was read, and how much of that the charts show. */
package io.freshet.charts.source;
