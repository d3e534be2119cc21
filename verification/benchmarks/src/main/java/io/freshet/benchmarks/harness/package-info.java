/** What benchmarks run on: sources, warehouse, bus, and Freshet as a process. */
package io.freshet.benchmarks.harness;
