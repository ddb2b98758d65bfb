/**
 * How does the HTML of the help desk become text for a model, and the Markdown of a model safe HTML?
 *
 * <p>Uses jsoup and flexmark, nothing of ours.
 */
@NullMarked
package dev.sdpmcp.desk.text;

import org.jspecify.annotations.NullMarked;
