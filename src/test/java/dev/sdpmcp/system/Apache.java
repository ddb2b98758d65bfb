package dev.sdpmcp.system;

import static dev.sdpmcp.system.ProxyProgram.replaced;

import java.nio.file.Path;
import java.util.List;

/** The Apache HTTP server with {@code domain-config/apache.conf}. */
final class Apache implements ProxyProgram {

    @Override
    public String debianPackage() {
        return "apache2";
    }

    @Override
    public String configuration() {
        return "apache.conf";
    }

    @Override
    public String serverHeader() {
        return "Apache";
    }

    @Override
    public String gracefulSignal() {
        return "WINCH";
    }

    @Override
    public String adapted(String text, Place place) {
        String here = replaced(text, "http://127.0.0.1:3000/", "http://" + place.server() + "/");
        here = replaced(here, "Listen 443", "Listen 127.0.0.1:" + place.port());
        here = replaced(here, "<VirtualHost *:443>", "<VirtualHost 127.0.0.1:" + place.port() + ">");
        here = replaced(here, "ServerName mcp.example.com", "ServerName localhost");
        here = replaced(here, "/etc/apache2/mcp.example.com.crt", place.folder() + "/server.crt");
        here = replaced(here, "/etc/apache2/mcp.example.com.key", place.folder() + "/server.key");
        here = replaced(here, "/var/log/apache2", place.folder().toString());
        return replaced(here, "/run/apache2", place.folder().toString());
    }

    @Override
    public List<String> command(Path executable, Path configuration, Path folder) {
        return List.of(executable.toString(), "-f", configuration.toString(), "-D", "FOREGROUND");
    }
}
