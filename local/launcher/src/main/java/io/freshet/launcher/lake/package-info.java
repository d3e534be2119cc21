/** Making the warehouse's star tables from the lake. */
package io.freshet.launcher.lake;
