/** Charts as streams of server-sent events. */
package io.freshet.charts.stream;
