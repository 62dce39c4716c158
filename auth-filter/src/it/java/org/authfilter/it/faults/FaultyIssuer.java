package org.authfilter.it.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.authfilter.testkit.FakeIssuer;

/**
 * WireMock between the refreshes of many providers and one issuer: each provider has one fault, and passes its refreshes on
 * while the fault is not injected. Sign-ins go to the issuer itself. Thread-safe.
 */
final class FaultyIssuer implements AutoCloseable {

    private static final String REFRESH = "/auth/refreshToken";
    /** Longer than a name of the DNS may be: no resolver asks the network for it. */
    private static final String UNKNOWN_HOST = "https://" + "unknown.".repeat(40) + "invalid";

    private final FakeIssuer issuer;
    private final CallGauge gauge = new CallGauge();
    private final WireMockServer proxy = new WireMockServer(configuration().dynamicPort());
    private final WireMockServer expired;
    private final Map<RefreshFault, StubMapping> injected = new ConcurrentHashMap<>();
    private final int refusingPort;
    private Socket refusing;
    private WireMockServer accepting;

    /** With all faults injected that are no response. */
    FaultyIssuer(FakeIssuer issuer) {
        this.issuer = issuer;
        proxy.start();
        for (RefreshFault fault : RefreshFault.values()) {
            proxy.stubFor(passing(fault));
        }
        expired = new WireMockServer(configuration()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(ExpiredCertificate.keyStore().toString())
                .keystorePassword(ExpiredCertificate.PASSWORD)
                .keyManagerPassword(ExpiredCertificate.PASSWORD));
        expired.start();
        expired.stubFor(passing(RefreshFault.EXPIRED_CERTIFICATE));
        refusing = bound(0);
        refusingPort = refusing.getLocalPort();
    }

    private WireMockConfiguration configuration() {
        return options()
                .bindAddress(loopback().getHostAddress())
                .http2PlainDisabled(true)
                .containerThreads(100)
                .disableRequestJournal()
                .notifier(new ConsoleNotifier(false))
                .extensions(gauge, new LostResponse());
    }

    private MappingBuilder passing(RefreshFault fault) {
        return any(urlPathMatching("/" + fault.provider() + "/.*"))
                .atPriority(2)
                .willReturn(fault.passedOn(issuer.url("")));
    }

    /** The lines of the configuration of the providers of these faults. */
    String[] providers(Collection<RefreshFault> faults, String... lines) {
        Stream<String> providers = faults.stream()
                .flatMap(fault -> Stream.of(
                                "type=credentials",
                                "login-url=" + issuer.loginUrl(),
                                "refresh-url=" + server(fault) + "/" + fault.provider() + REFRESH)
                        .map(line -> "auth-filter.provider." + fault.provider() + "." + line));
        return Stream.concat(providers, Stream.of(lines)).toArray(String[]::new);
    }

    private String server(RefreshFault fault) {
        return switch (fault) {
            case REFUSED -> "http://" + loopback().getHostAddress() + ":" + refusingPort;
            case UNKNOWN_HOST -> UNKNOWN_HOST;
            case EXPIRED_CERTIFICATE -> expired.baseUrl();
            default -> proxy.baseUrl();
        };
    }

    CallGauge gauge() {
        return gauge;
    }

    /** From now on the refreshes of its provider get the fault. */
    synchronized void inject(RefreshFault fault) {
        gauge.reset(fault.provider());
        if (fault.isResponse()) {
            MappingBuilder stub = any(urlPathMatching("/" + fault.provider() + REFRESH))
                    .atPriority(1)
                    .willReturn(fault.response(issuer.url("")));
            injected.put(fault, proxy.stubFor(stub));
        } else if (fault == RefreshFault.REFUSED && accepting != null) {
            accepting.stop();
            accepting = null;
            refusing = bound(refusingPort);
        }
    }

    /** From now on the refreshes of its provider pass, unless it is a fault that does not end. */
    synchronized void heal(RefreshFault fault) {
        if (fault.isResponse()) {
            proxy.removeStub(injected.remove(fault));
        } else if (fault == RefreshFault.REFUSED) {
            close(refusing);
            accepting = new WireMockServer(configuration().port(refusingPort));
            accepting.start();
            accepting.stubFor(passing(fault));
        }
    }

    @Override
    public synchronized void close() {
        proxy.stop();
        expired.stop();
        close(refusing);
        if (accepting != null) {
            accepting.stop();
        }
    }

    /** A port that no other process can take, and that refuses connections since it does not listen. */
    private static Socket bound(int port) {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket;
        } catch (IOException e) {
            close(socket);
            throw new UncheckedIOException("Can't bind port " + port, e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
