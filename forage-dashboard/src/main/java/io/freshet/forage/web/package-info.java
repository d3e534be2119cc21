/** The pages and files that a browser loads. */
package io.freshet.forage.web;
