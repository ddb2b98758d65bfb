/**
 * How do messages travel over HTTP?
 *
 * The only room that knows streams: the resources, the {@link dev.sdpmcp.transport.Outbox} and the threads that may
 * block on a slow client. No other room uses it.
 */
@NullMarked
package dev.sdpmcp.transport;

import org.jspecify.annotations.NullMarked;
