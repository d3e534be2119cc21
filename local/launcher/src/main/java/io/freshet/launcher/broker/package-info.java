/** The message broker, as commands use it that run without the services. */
package io.freshet.launcher.broker;
