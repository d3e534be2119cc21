/** What is served at this moment, and how it comes about from the warehouse and the bus. */
package io.freshet.charts.board;
