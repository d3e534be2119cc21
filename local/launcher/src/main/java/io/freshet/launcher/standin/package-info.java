/** The servers that a configuration does not name, embedded on this machine. */
package io.freshet.launcher.standin;
