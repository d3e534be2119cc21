/** The chain of manifests, which says what the lake holds and how far it has come. */
package io.freshet.lake.manifest;
