/**
 * Signing up, in and out, by password or an OpenID Connect provider, and what an operator does with
 * accounts.
 */
package io.freshet.forage.signin;
