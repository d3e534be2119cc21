/** Reading the lake back, and making warehouse tables from it. */
package io.freshet.lake.restore;
