/** Hears what is logged while a test runs. */
package io.freshet.poller.log;
