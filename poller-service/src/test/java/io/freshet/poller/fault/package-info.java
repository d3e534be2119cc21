/** One call of many fails, in tests. */
package io.freshet.poller.fault;
