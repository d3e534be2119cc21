/** The warehouse's journal of changes, which the lake follows by version. */
package io.freshet.lake.journal;
