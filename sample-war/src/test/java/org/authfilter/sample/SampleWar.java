package org.authfilter.sample;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.authfilter.testkit.SecretSearch;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The sample as Maven has built it. The environment of the server sets its ports and the lifetime of its tokens. */
final class SampleWar {

    /** The address of the deployed sample. */
    static final URI ROOT = URI.create(System.getProperty("server.url") + "/sample");

    private SampleWar() {}

    static WebArchive archive() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("sample.war")));
    }

    /** Fails if the log of the server contains a secret that the tests have seen or sent. */
    static void assertNoSecretsInLog() {
        SecretSearch.ofAllIssued().assertNoneIn(List.of(Path.of(System.getProperty("server.log"))));
    }
}
