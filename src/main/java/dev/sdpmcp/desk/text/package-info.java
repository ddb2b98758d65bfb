/**
 * How does the HTML of the help desk become text for a model, and the Markdown of a model safe HTML?
 *
 * <p>Uses the HTML sanitizer of OWASP, which reads HTML as a stream of events, and commonmark-java; no other room.
 */
@NullMarked
package dev.sdpmcp.desk.text;

import org.jspecify.annotations.NullMarked;
