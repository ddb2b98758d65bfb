package dev.sdpmcp.lifecycle;

/**
 * CDI event: the operator requested a reload of the settings that may change while the server runs (SIGHUP). Fired
 * synchronously; an observer returns within seconds and logs what it cannot reload.
 */
public record ReloadRequested() {}
