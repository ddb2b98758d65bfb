package dev.sdpmcp.system;

import static dev.sdpmcp.system.ProxyProgram.replaced;

import java.nio.file.Path;
import java.util.List;

/** HAProxy with {@code domain-config/haproxy.cfg}. */
final class HaProxy implements ProxyProgram {

    @Override
    public String debianPackage() {
        return "haproxy";
    }

    @Override
    public String configuration() {
        return "haproxy.cfg";
    }

    @Override
    public String serverHeader() {
        return "";
    }

    @Override
    public String gracefulSignal() {
        return "USR1";
    }

    @Override
    public String adapted(String text, Place place) {
        String here = replaced(text, "server sdp-mcp 127.0.0.1:3000", "server sdp-mcp " + place.server());
        here = replaced(here, "bind :443", "bind 127.0.0.1:" + place.port());
        here = replaced(here, "/etc/haproxy/mcp.example.com.pem", place.folder() + "/server.pem");
        return replaced(here, "log /dev/log local0", "log stdout format raw local0");
    }

    @Override
    public List<String> command(Path executable, Path configuration, Path folder) {
        return List.of(executable.toString(), "-db", "-f", configuration.toString());
    }
}
