/**
 * How the warehouse is laid out: names of schemas, tables and columns, the width of key ranges,
 * quoting, and the statements on Freshet's own tables. It is the one place that spells them: other
 * modules take them from here. Depends on nothing, so that every service can use it.
 */
package io.freshet.warehouse.layout;
