package dev.sdpmcp.persistence;

/**
 * CDI event: the database is open and its schema is this program's. Fired once, before the server is ready; observers
 * may use the database on the thread they are called on.
 */
public record DatabaseOpened() {}
