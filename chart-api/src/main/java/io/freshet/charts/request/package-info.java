/** What requests ask for: query parameters, read strictly. */
package io.freshet.charts.request;
