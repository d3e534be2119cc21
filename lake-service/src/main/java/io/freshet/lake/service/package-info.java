/** The lake as a service: its thread, its health and its metrics. */
package io.freshet.lake.service;
