/** The soak command. */
package io.freshet.faultinjection.soak;
