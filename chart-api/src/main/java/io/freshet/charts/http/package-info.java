/** The HTTP interface of the charts. */
package io.freshet.charts.http;
