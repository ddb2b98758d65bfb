/**
 * How often may something happen?
 *
 * Token buckets for HTTP requests, messages and upstream calls. Plain Java over Bucket4j; uses no other room and does
 * not know what it counts.
 */
@NullMarked
package dev.sdpmcp.throttle;

import org.jspecify.annotations.NullMarked;
