/** The file that commands are configured by. */
package io.freshet.launcher.configured;
