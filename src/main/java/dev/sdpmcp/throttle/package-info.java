/**
 * How often may something happen?
 *
 * <p>Token buckets for whoever has something to limit: requests, messages, calls upstream. Plain Java over Bucket4j; uses no
 * other room and does not know what it counts.
 */
@NullMarked
package dev.sdpmcp.throttle;

import org.jspecify.annotations.NullMarked;
