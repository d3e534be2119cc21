/** Who may see charts. */
package io.freshet.charts.access;
