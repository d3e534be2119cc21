package io.freshet.forage.config;

/**
 * Who may see the control page of the traffic simulator and use the simulator through this server.
 */
public enum SporeMode {
    /** Everybody: for a demonstration on one's own machine. */
    DEMO,
    /** Accounts with the role operator. */
    OPERATORS,
    /** Nobody; there is no such page. */
    OFF
}
