/**
 * Who works at this help desk, who asks it for help, and who is meant by a name?
 *
 * <p>Uses {@code upstream} and the shared words of {@code desk}. Knows no requests, but for the people that are named in
 * them where a site lists nobody.
 */
@NullMarked
package dev.sdpmcp.desk.people;

import org.jspecify.annotations.NullMarked;
