/** Running all services in this JVM until the user ends it. */
package io.freshet.launcher.run;
