package dev.sdpmcp.system;

class HaProxyIT extends ProxyBehaviour {

    HaProxyIT() {
        super(new HaProxy());
    }
}
