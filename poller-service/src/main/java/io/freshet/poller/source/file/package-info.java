/** Tables that are read from files beside a definition, as if each source had them. */
package io.freshet.poller.source.file;
