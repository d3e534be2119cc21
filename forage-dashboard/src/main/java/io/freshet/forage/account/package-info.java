/** Accounts: names, roles, passwords and where they are kept. */
package io.freshet.forage.account;
