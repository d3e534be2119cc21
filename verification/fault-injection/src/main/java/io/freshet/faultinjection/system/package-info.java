/** The services as processes of their own, and the servers they stand on. */
package io.freshet.faultinjection.system;
