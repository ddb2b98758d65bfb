package dev.sdpmcp.system;

import org.junit.jupiter.api.Tag;

@Tag(Proxy.MORE) // nginx stands for them in every run
class ApacheIT extends ProxyBehaviour {

    ApacheIT() {
        super(new Apache());
    }
}
