/** How much of all modules their tests run, in one line. */
package io.freshet.coverage;
