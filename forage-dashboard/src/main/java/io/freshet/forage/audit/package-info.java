/** Who did what to accounts and to the simulator. */
package io.freshet.forage.audit;
