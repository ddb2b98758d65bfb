/**
 * Do the documents say what is so? Holds links, settings, commands and samples of every document to the rest of the
 * repository, and writes the configuration reference.
 */
@NullMarked
package dev.sdpmcp.documents;

import org.jspecify.annotations.NullMarked;
