/** Access to the warehouse with a time limit on every statement. */
package io.freshet.poller.warehouse;
