/** Every bound of the poller, in one place. */
package io.freshet.poller.limit;
