/**
 * Freshet's own tables in the warehouse: how they are made, and those that are handled as entities.
 */
package io.freshet.warehouse;
