/** Writes a proposal as the files that the other commands read. */
package io.freshet.launcher.init.written;
