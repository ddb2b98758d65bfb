package dev.sdpmcp.lifecycle;

/**
 * CDI event: the operator asks to read again what may change while the server runs (SIGHUP). Fired synchronously; an observer
 * returns within seconds and logs by itself what it cannot take over.
 */
public record ReloadRequested() {}
