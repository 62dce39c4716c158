package org.authfilter.it;

import java.io.File;
import java.util.stream.Stream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.old.StartupListener;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** WARs of strangers: what Maven puts beside their classes when their pom names auth-filter, and nothing else of ours. */
public final class Wars {

    /** For tests of one refresh: how many may wait for it is not what they ask, and a slow machine lets many wait long. */
    public static final String FIFTY_REQUESTS_MAY_WAIT = "auth-filter.max-waiting-requests=50";

    private Wars() {}

    /** An empty WAR with auth-filter and what it brings; deployed under {@code /name}. */
    public static WebArchive withAuthFilter(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").addAsLibraries(libraries());
    }

    /** The same, configured by {@code META-INF/microprofile-config.properties}. */
    public static WebArchive configured(String name, String... lines) {
        return withAuthFilter(name).addAsResource(lines(lines), "META-INF/microprofile-config.properties");
    }

    /** The same, with the provider {@code backend} on {@code issuer}. */
    public static WebArchive signingInAt(FakeIssuer issuer, String name, String... lines) {
        return configured(name, providerOf(issuer, lines));
    }

    /** An application of the days of {@code web.xml} 2.5, with Faces pages and its own sign-in page. */
    static WebArchive old(FakeIssuer issuer, String name) {
        return signingInAt(issuer, name, "auth-filter.sign-in-page=/login.xhtml", "auth-filter.public-paths=/public/*")
                .addPackage(StartupListener.class.getPackage())
                .addClass(WhoServlet.class)
                .setWebXML("old/web.xml")
                .addAsWebInfResource(beansXml("annotated"), "beans.xml")
                .addAsWebResource("old/login.xhtml", "login.xhtml")
                .addAsWebResource("old/greeting.xhtml", "greeting.xhtml");
    }

    /** The lines of the provider {@code backend}, then {@code lines}. */
    static String[] providerOf(FakeIssuer issuer, String... lines) {
        Stream<String> provider = Stream.of(
                "auth-filter.provider.backend.type=credentials",
                "auth-filter.provider.backend.login-url=" + issuer.loginUrl(),
                "auth-filter.provider.backend.refresh-url=" + issuer.refreshUrl(),
                "auth-filter.provider.backend.logout-url=" + issuer.logoutUrl());
        return Stream.concat(provider, Stream.of(lines)).toArray(String[]::new);
    }

    /** {@code WEB-INF/web.xml} of the version of Jakarta EE 10 with these attributes and elements. */
    public static StringAsset webXml(String attributes, String... elements) {
        return new StringAsset("""
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" %s>
                %s
                </web-app>
                """.formatted(attributes, String.join("\n", elements)));
    }

    /** {@code WEB-INF/beans.xml} with this {@code bean-discovery-mode}. */
    public static StringAsset beansXml(String mode) {
        return new StringAsset("""
                <?xml version="1.0" encoding="UTF-8"?>
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="%s"/>
                """.formatted(mode));
    }

    public static StringAsset lines(String... lines) {
        return new StringAsset(String.join("\n", lines) + "\n");
    }

    /** The same with the jar of an older version, if {@code -Dcluster.older-jar} names one. */
    public static WebArchive ofOlderVersion(WebArchive war) {
        String older = System.getProperty("cluster.older-jar", "");
        if (older.isEmpty()) {
            return war;
        }
        WebArchive copy = war.shallowCopy().as(WebArchive.class);
        copy.delete("/WEB-INF/lib/" + jar().getName());
        return copy.addAsLibrary(new File(older), "auth-filter-older.jar");
    }

    private static File jar() {
        return new File(System.getProperty("auth-filter.jar"));
    }

    /** The jar and its runtime dependencies. */
    static File[] libraries() {
        File jar = jar();
        File[] dependencies = new File(System.getProperty("war.libraries")).listFiles();
        if (!jar.isFile() || dependencies == null) {
            throw new IllegalStateException("There is no " + jar + ": run mvn verify");
        }
        return Stream.concat(Stream.of(jar), Stream.of(dependencies)).toArray(File[]::new);
    }
}
