/**
 * Publishing change events: in order, with confirms, and never more than a window of them at once.
 */
package io.freshet.poller.publish;
