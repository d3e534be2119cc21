/** The least rights of each service in sources, warehouse and broker, as commands to paste. */
package io.freshet.grants;
