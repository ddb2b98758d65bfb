/**
 * Technicians and requesters of the help desk, and the resolution of their names.
 *
 * <p>Uses {@code upstream} and the shared words of {@code desk}. Knows no requests, but for the people that are named in
 * them where a site lists nobody.
 */
@NullMarked
package dev.sdpmcp.desk.people;

import org.jspecify.annotations.NullMarked;
