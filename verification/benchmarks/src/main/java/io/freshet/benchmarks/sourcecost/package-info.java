/** What an idle source pays for being tailed. */
package io.freshet.benchmarks.sourcecost;
