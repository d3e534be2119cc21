/** The rules by which tables, keys, joins, times and charts are proposed. All of it is pure. */
package io.freshet.launcher.init.propose;
