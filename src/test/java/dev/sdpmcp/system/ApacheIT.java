package dev.sdpmcp.system;

class ApacheIT extends ProxyBehaviour {

    ApacheIT() {
        super(new Apache());
    }
}
