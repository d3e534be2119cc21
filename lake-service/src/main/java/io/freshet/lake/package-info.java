/** The lake: every captured change, and the warehouse's rows, as immutable Parquet objects. */
package io.freshet.lake;
