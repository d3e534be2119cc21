/** Charts as bytes: rendered when data changes, not when asked for. */
package io.freshet.charts.rendering;
