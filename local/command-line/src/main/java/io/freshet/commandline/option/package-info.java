/**
 * What options of several commands share: the file that they are configured by, and their bounds.
 */
package io.freshet.commandline.option;
