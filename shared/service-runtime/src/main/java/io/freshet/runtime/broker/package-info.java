/** Connections to the message broker as its URL asks for them. */
package io.freshet.runtime.broker;
