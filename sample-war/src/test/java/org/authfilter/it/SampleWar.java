package org.authfilter.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.authfilter.it.control.PropertiesListener;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The sample as it is built; its own token backend and API listen on free ports. */
final class SampleWar {

    static final String NAME = "sample";

    private SampleWar() {}

    static WebArchive properties(int tokenSeconds) {
        return ShrinkWrap.create(WebArchive.class, "sample-properties.war")
                .addClass(PropertiesListener.class)
                .addAsResource(
                        Wars.lines(
                                "SAMPLE_BACKEND_PORT=" + freePort(),
                                "SAMPLE_ORDERS_PORT=" + freePort(),
                                "SAMPLE_TOKEN_SECONDS=" + tokenSeconds,
                                Wars.FIFTY_REQUESTS_MAY_WAIT),
                        "server.properties");
    }

    static WebArchive sample() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("sample.war")));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
