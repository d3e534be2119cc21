/** An AMQP broker that runs within this process. */
package io.freshet.embedded.broker;
