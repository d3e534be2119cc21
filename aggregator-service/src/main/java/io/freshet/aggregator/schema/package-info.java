/** Makes the warehouse's tables from the pipeline definitions, and keeps them in step. */
package io.freshet.aggregator.schema;
