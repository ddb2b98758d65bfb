/** Which calls does an auditor see, page after page? Uses {@code audit.row}; JPA. */
@NullMarked
package dev.sdpmcp.audit.reading;

import org.jspecify.annotations.NullMarked;
