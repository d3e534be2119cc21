/** The schemas of the sources' tables, as they were and are: recorded in the warehouse. */
package io.freshet.poller.schema;
