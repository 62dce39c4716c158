package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.authfilter.it.FreePorts;

/** Debian's nginx: a load balancer without sticky sessions. It sends each request to any node, and to another one if that has died. */
final class Nginx implements AutoCloseable {

    static final Path PROGRAM = Path.of(System.getProperty("nginx", "/usr/sbin/nginx"));

    private final int port = FreePorts.next();
    private final List<Node> nodes;
    private final Path directory;
    private final LocalServer server;

    private Nginx(Path directory, List<Node> nodes) throws IOException {
        this.nodes = List.copyOf(nodes);
        this.directory = directory;
        Files.createDirectories(directory);
        Path log = directory.resolve("nginx.log");
        Path configuration = configure(nodes);
        Process process = new ProcessBuilder(
                        PROGRAM.toString(), "-p", directory.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        server = new LocalServer(process, port, log, () -> {});
    }

    static Nginx before(List<Node> nodes, String name) {
        try {
            return new Nginx(
                    Path.of(System.getProperty("servers.directory"), name + "-nginx")
                            .toAbsolutePath(),
                    nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends no more requests to a node. */
    void remove(Node node) {
        reconfigure(nodes.stream().filter(other -> other != node).toList());
    }

    /** Sends requests to all nodes. */
    void addAll() {
        reconfigure(nodes);
    }

    private void reconfigure(List<Node> served) {
        try {
            configure(served);
            new ProcessBuilder("kill", "-HUP", Long.toString(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private Path configure(List<Node> served) throws IOException {
        String servers = served.stream()
                .map(node -> "server " + node.origin().replace("http://", "") + " max_fails=1 fail_timeout=1s;")
                .collect(Collectors.joining(" "));
        return Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr error;
                events { worker_connections 2048; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  upstream nodes { random; %2$s }
                  server {
                    listen 127.0.0.1:%3$d;
                    location / {
                      proxy_pass http://nodes;
                      proxy_set_header Host $http_host;
                      proxy_connect_timeout 2s;
                    }
                  }
                }
                """.formatted(directory, servers, port));
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.close();
    }
}
