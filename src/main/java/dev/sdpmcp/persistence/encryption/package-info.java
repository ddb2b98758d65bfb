/**
 * Encryption of secrets in the database with AES-256-GCM, with keys outside of it and key rotation. May use
 * {@code config}. Must not know the texts, nor where they are stored.
 */
@NullMarked
package dev.sdpmcp.persistence.encryption;

import org.jspecify.annotations.NullMarked;
