/** Changes of one table as a Parquet file, and back. */
package io.freshet.lake.parquet;
