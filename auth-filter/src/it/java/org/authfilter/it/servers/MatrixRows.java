package org.authfilter.it.servers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.authfilter.it.servers.MatrixRow.Part;

/** All servers of the matrix. */
final class MatrixRows {

    private static final Pattern NOTHING = Pattern.compile("");
    private static final Pattern JSON_B = Pattern.compile("(yasson|parsson|jakarta\\.json).*");
    private static final Pattern EVERYTHING = Pattern.compile(".*");
    private static final Set<Part> PLATFORM = Set.of(Part.CDI, Part.EJB);

    private static final String NO_CDI = "no CDI, no JAX-RS and no REST client in this WAR";
    private static final String NO_EJB = "no EJBs on this server";
    private static final String NOT_TOLD = "the container is not told the caller: a constraint refuses each request";
    private static final String ORDERED_OUT =
            "nothing of the jar is called there: such a WAR runs **without protection**";
    private static final String AT_START = "deploys at its start only";
    private static final String COOKIE_OF_LIBERTY =
            "its session cookie is for all applications of the host, by default";
    private static final String NO_APP_SECURITY = "it enforces constraints only with its feature `appSecurity`";

    private static final String CONSTRAINT = "a_constraint_admits_the_roles_that_it_names";
    private static final String EJB = "an_EJB_admits_the_roles_that_it_names";
    private static final String ORDERING = "a_WAR_that_orders_the_jar_out_is_never_open";

    private static final Map<String, String> MICRO = Map.of("redeployment", AT_START);
    private static final Map<String, String> LIBERTY =
            Map.of("the_session_cookie_is_for_this_application_only", COOKIE_OF_LIBERTY);
    private static final Map<String, String> BUNDLED = Map.of(EJB, NO_EJB, CONSTRAINT, NOT_TOLD, ORDERING, ORDERED_OUT);
    private static final Map<String, String> BARE = with(
            BUNDLED,
            Map.of(
                    "REST client",
                    NO_CDI,
                    "JAX_RS_admits_the_roles_that_it_names",
                    NO_CDI,
                    "a_WAR_with_an_unsafe_injection_point_is_never_open",
                    NO_CDI));
    private static final Map<String, String> LIBERTY_SERVLETS = with(
            with(BARE, LIBERTY),
            Map.of(
                    CONSTRAINT,
                    NO_APP_SECURITY,
                    "a_constraint_never_admits_a_caller_without_the_role",
                    NO_APP_SECURITY));

    private MatrixRows() {}

    /** Those of the system property {@code matrix.servers}, a regular expression for their titles. */
    static Stream<MatrixRow> chosen() {
        Pattern chosen = Pattern.compile(System.getProperty("matrix.servers", ".*"));
        return all().stream().filter(row -> chosen.matcher(row.toString()).find());
    }

    static List<MatrixRow> all() {
        return List.of(
                platform(
                        "Open Liberty " + version("liberty"),
                        17,
                        LIBERTY,
                        (jdk, servers) -> new LibertyServer(
                                jdk, servers.resolve("wlp"), List.of("webProfile-10.0", "microProfile-7.0"))),
                new MatrixRow(
                        "Open Liberty " + version("liberty") + ", servlet features only",
                        17,
                        Set.of(),
                        NOTHING,
                        LIBERTY_SERVLETS,
                        (jdk, servers) -> new LibertyServer(
                                jdk, servers.resolve("wlp"), List.of("servlet-6.0", "jsonb-3.0", "jsonp-2.1"))),
                platform(
                        "GlassFish " + version("glassfish8"),
                        25,
                        Map.of(),
                        (jdk, servers) -> new GlassFishServer(jdk, servers.resolve("glassfish8"))),
                bundled("Tomcat " + version("tomcat11"), tomcat("tomcat11")),
                bare("Tomcat " + version("tomcat11"), tomcat("tomcat11")),
                bundled(
                        "Jetty " + version("jetty"),
                        jetty("http", "ee10-deploy", "ee10-annotations", "ee10-cdi-decorate")),
                bare("Jetty " + version("jetty"), jetty("http", "ee10-deploy", "ee10-annotations")),
                platform(
                        "GlassFish " + version("glassfish7"),
                        17,
                        Map.of(),
                        (jdk, servers) -> new GlassFishServer(jdk, servers.resolve("glassfish7"))),
                platform(
                        "Payara Server " + version("payara7"),
                        25,
                        Map.of(),
                        (jdk, servers) -> new GlassFishServer(jdk, servers.resolve("payara7"))),
                platform(
                        "Payara Micro " + version("payara"),
                        17,
                        MICRO,
                        (jdk, servers) -> new PayaraMicroServer(jdk, servers.resolve("payara-micro.jar"))),
                platform(
                        "Payara Micro " + version("payara7"),
                        25,
                        MICRO,
                        (jdk, servers) -> new PayaraMicroServer(
                                jdk, servers.resolve("payara-micro-" + version("payara7") + ".jar"))),
                bundled("Tomcat " + version("tomcat10"), tomcat("tomcat10")),
                bare("Tomcat " + version("tomcat10"), tomcat("tomcat10")),
                platform(
                        "WildFly Preview " + version("wildfly"),
                        17,
                        Map.of(),
                        (jdk, servers) ->
                                new WildFlyServer(jdk, servers.resolve("wildfly-preview-" + version("wildfly")))),
                platform("WildFly " + version("wildfly"), 25, Map.of(), MatrixRows::wildFly),
                platform("WildFly " + version("wildfly"), 17, Map.of(), MatrixRows::wildFly),
                platform(
                        "Payara Server " + version("payara"),
                        17,
                        Map.of(),
                        (jdk, servers) -> new GlassFishServer(jdk, servers.resolve("payara6"))));
    }

    private static MatrixRow platform(
            String title, int jdk, Map<String, String> limits, BiFunction<Jdk, Path, MatrixServer> server) {
        return new MatrixRow(title, jdk, PLATFORM, NOTHING, limits, server);
    }

    private static MatrixRow bundled(String title, BiFunction<Jdk, Path, MatrixServer> server) {
        return new MatrixRow(title + ", all libraries in the WAR", 17, Set.of(Part.CDI), EVERYTHING, BUNDLED, server);
    }

    private static MatrixRow bare(String title, BiFunction<Jdk, Path, MatrixServer> server) {
        return new MatrixRow(title + ", JSON-B in the WAR", 17, Set.of(), JSON_B, BARE, server);
    }

    private static BiFunction<Jdk, Path, MatrixServer> tomcat(String property) {
        return (jdk, servers) -> new TomcatServer(jdk, servers.resolve("apache-tomcat-" + version(property)));
    }

    private static BiFunction<Jdk, Path, MatrixServer> jetty(String... modules) {
        return (jdk, servers) ->
                new JettyServer(jdk, servers.resolve("jetty-home-" + version("jetty")), List.of(modules));
    }

    private static MatrixServer wildFly(Jdk jdk, Path servers) {
        return new WildFlyServer(jdk, servers.resolve("wildfly-" + version("wildfly")));
    }

    private static Map<String, String> with(Map<String, String> limits, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(limits);
        all.putAll(more);
        return all;
    }

    private static String version(String server) {
        return System.getProperty(server + ".version");
    }
}
