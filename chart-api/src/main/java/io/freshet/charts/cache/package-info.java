/** The chart cache: what is served at this moment. */
package io.freshet.charts.cache;
