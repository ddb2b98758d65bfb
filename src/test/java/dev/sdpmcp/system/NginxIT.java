package dev.sdpmcp.system;

class NginxIT extends ProxyBehaviour {

    NginxIT() {
        super(new Nginx());
    }
}
