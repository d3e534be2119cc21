/** Tests of tables that are read from files. */
package io.freshet.poller.source.file;
