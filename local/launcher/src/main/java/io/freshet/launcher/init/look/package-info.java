/** The SQL that looks at a database; it only reads, and never for long. */
package io.freshet.launcher.init.look;
