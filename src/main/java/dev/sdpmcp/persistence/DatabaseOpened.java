package dev.sdpmcp.persistence;

/** CDI event, fired once, before the server is ready: the database is open. Observers may use it on their thread. */
public record DatabaseOpened() {}
