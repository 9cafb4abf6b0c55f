package dev.darkroom.activities.net;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** The guarded client with short times and names of the test's choice. */
public final class TestHttp {

    /** Everything that can be allowed. */
    public static final NetworkConfig LOCAL = new NetworkConfig(true, true, "443");

    /** Local addresses, but no plain HTTP. */
    public static final NetworkConfig LOCAL_HTTPS = new NetworkConfig(false, true, "443");

    /** Plain HTTP, but only to public addresses. */
    public static final NetworkConfig PUBLIC = new NetworkConfig(true, false, "443");

    private static final HttpCalls.Times SHORT =
            new HttpCalls.Times(Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofMillis(400));

    private TestHttp() {}

    public static GuardedHttp of(NetworkConfig config, NameResolver names) {
        return of(config, names, SSLContexts.createDefault());
    }

    public static GuardedHttp of(NetworkConfig config, NameResolver names, SSLContext certificates) {
        AddressGuard guard = new AddressGuard(config);
        return new GuardedHttp(new UrlRules(config, guard), guard, names, SHORT, certificates);
    }
}
