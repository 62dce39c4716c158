package org.authfilter.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A request that goes out byte for byte, as no HTTP library would send it, on a connection of its own. Texts are sent in
 * ISO-8859-1, one byte a character.
 */
final class RawRequest {

    private static final int PATIENCE_MILLIS = 60_000;

    private final String requestLine;
    private final List<String> headers = new ArrayList<>();
    private byte[] body = {};

    private RawRequest(String requestLine) {
        this.requestLine = requestLine;
    }

    /** With {@code Host}, and the connection is closed afterwards. */
    static RawRequest of(String method, String target) {
        return line(method + " " + target + " HTTP/1.1").with("Host", host()).with("Connection", "close");
    }

    /** Any first line, and no header yet. */
    static RawRequest line(String requestLine) {
        return new RawRequest(requestLine);
    }

    /** Host and port of the server. */
    static String host() {
        return server().getAuthority();
    }

    RawRequest with(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    /** As a browser that navigates. */
    RawRequest navigating() {
        return with("Sec-Fetch-Mode", "navigate").with("Accept", "text/html");
    }

    /** As a page of the application itself. */
    RawRequest fromHere() {
        return with("Sec-Fetch-Site", "same-origin");
    }

    RawRequest body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    RawRequest body(String contentType, byte[] bytes) {
        with("Content-Type", contentType).with("Content-Length", Integer.toString(bytes.length));
        return bytes(bytes);
    }

    /** What follows the headers, whatever they say about it. */
    RawRequest bytes(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** Sends it, and reads until the server closes the connection. */
    Response send() {
        return send(false);
    }

    /** The same, where nothing more can follow. */
    Response sendAndClose() {
        return send(true);
    }

    /** The same over TLS, whatever certificate the server has. */
    Response sendByTls() {
        String server = System.getProperty("server.name").startsWith("WildFly") ? "wildfly" : "payara";
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new TrustsAll()}, null);
            return send(tls.getSocketFactory(), Integer.getInteger(server + ".https.port"), false);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private Response send(boolean closesOutput) {
        return send(SocketFactory.getDefault(), server().getPort(), closesOutput);
    }

    private Response send(SocketFactory sockets, int port, boolean closesOutput) {
        try (Socket socket = sockets.createSocket(server().getHost(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, closesOutput);
            return Response.of(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new AssertionError("No response to " + this, e);
        }
    }

    /** A server that refuses a request early does not read it to its end. */
    private void write(Socket socket, boolean closesOutput) throws IOException {
        String head = requestLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        try {
            out.write(body);
            out.flush();
            if (closesOutput) {
                socket.shutdownOutput();
            }
        } catch (IOException refusedEarly) {
            return;
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                response.write(buffer, 0, n);
            }
        } catch (SocketException reset) {
            return response.toByteArray();
        }
        return response.toByteArray();
    }

    private static URI server() {
        return URI.create(System.getProperty("server.url"));
    }

    @Override
    public String toString() {
        return requestLine;
    }

    /**
     * What came back.
     *
     * @param status 0 if the server has closed the connection without an response
     * @param headers the lines after the first one
     * @param body as it came, chunks included
     */
    record Response(int status, List<String> headers, String body) {

        private static Response of(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0 || !text.startsWith("HTTP/1.")) {
                return new Response(0, List.of(), text);
            }
            List<String> lines = List.of(text.substring(0, end).split("\r\n", -1));
            int status = Integer.parseInt(lines.get(0).substring(9, 12));
            return new Response(status, lines.subList(1, lines.size()), text.substring(end + 4));
        }

        /** The values of a header. */
        List<String> all(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        /** The only value of a header, or nothing. */
        String header(String name) {
            List<String> values = all(name);
            if (values.size() > 1) {
                throw new AssertionError(name + " comes " + values.size() + " times: " + values);
            }
            return values.isEmpty() ? "" : values.get(0);
        }
    }
}
