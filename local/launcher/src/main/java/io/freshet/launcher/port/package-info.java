/** The ports that the services will listen on. */
package io.freshet.launcher.port;
