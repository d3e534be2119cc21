/** What a look at a database has found, as values. */
package io.freshet.launcher.init.described;
