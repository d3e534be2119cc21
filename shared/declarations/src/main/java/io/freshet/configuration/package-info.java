/** The configuration file: sources, broker, warehouse and web server, as the services read it. */
package io.freshet.configuration;
