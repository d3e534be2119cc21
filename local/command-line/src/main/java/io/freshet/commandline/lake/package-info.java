/** The commands about the lake. */
package io.freshet.commandline.lake;
