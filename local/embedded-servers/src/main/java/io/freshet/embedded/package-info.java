/** What the embedded servers have in common. */
package io.freshet.embedded;
