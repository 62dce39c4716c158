package org.authfilter.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.authfilter.sample.demo.DemoClient.Reply;
import org.authfilter.sample.demo.LocalServer.Response;
import org.junit.jupiter.api.Test;

class LocalServerTest {

    @Test
    void closing_the_server_ends_its_threads() throws InterruptedException {
        Set<Thread> before = threads();
        LocalServer server = hello(0);
        new DemoClient(server.port()).get("/hello");
        Set<Thread> started = threads();
        started.removeAll(before);
        List<Thread> own = started.stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient"))
                .toList();
        assertThat(own).hasSizeGreaterThanOrEqualTo(2);

        server.close();

        for (Thread thread : own) {
            thread.join(5_000);
        }
        assertThat(own).noneMatch(Thread::isAlive);
    }

    @Test
    void no_thread_refers_to_the_application() {
        Set<Thread> before = threads();
        try (LocalServer server = hello(0)) {
            new DemoClient(server.port()).get("/hello");
            Set<Thread> started = threads();
            started.removeAll(before);

            assertThat(started)
                    .filteredOn(thread -> !thread.getName().startsWith("HttpClient"))
                    .allMatch(Thread::isDaemon)
                    .allMatch(thread -> thread.getContextClassLoader() == ClassLoader.getPlatformClassLoader());
        }
    }

    @Test
    void closing_the_server_frees_its_port() {
        LocalServer first = hello(0);
        int port = first.port();
        first.close();

        try (LocalServer second = hello(port)) {
            assertThat(new DemoClient(second.port()).get("/hello")).isEqualTo(new Reply(200, "[\"hello\"]"));
        }
    }

    @Test
    void the_message_for_a_port_in_use_names_port_and_remedy() {
        try (LocalServer first = hello(0)) {
            assertThatThrownBy(() -> hello(first.port()))
                    .hasMessageContaining("127.0.0.1:" + first.port())
                    .hasMessageContaining("SAMPLE_TEST_PORT");
        }
    }

    @Test
    void a_route_that_fails_gets_500() {
        Map<String, LocalServer.Route> routes = Map.of("GET /hello", request -> {
            throw new IllegalStateException("on purpose");
        });
        try (LocalServer server = new LocalServer("test", 0, routes)) {
            assertThat(new DemoClient(server.port()).get("/hello"))
                    .isEqualTo(new Reply(500, "{\"error\":\"server_error\"}"));
        }
    }

    private static LocalServer hello(int port) {
        return new LocalServer("test", port, Map.of("GET /hello", request -> new Response(200, List.of("hello"))));
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
