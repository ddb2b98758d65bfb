/**
 * Which priorities, statuses, categories and so on does this help desk have, and which one is meant by a name?
 *
 * <p>Uses {@code upstream} and the shared words of {@code desk}. Knows no requests and no people.
 */
@NullMarked
package dev.sdpmcp.desk.metadata;

import org.jspecify.annotations.NullMarked;
