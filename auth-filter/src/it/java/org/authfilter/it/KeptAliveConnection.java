package org.authfilter.it;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kept-alive connection that asks for one address again and again, at the least cost to the measuring side. Where the
 * server closes it, another one goes on.
 */
final class KeptAliveConnection implements AutoCloseable {

    private final URI address;
    private final byte[] request;
    private Socket socket;
    private InputStream responses;

    KeptAliveConnection(URI address, String cookie) throws IOException {
        this.address = address;
        request = ("GET " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nCookie: "
                        + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        responses = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Sends the request and reads the response.
     *
     * @throws IOException if the response is not 200
     */
    void ask() throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.contains(" 200")) {
            throw new IOException("Not 200: " + status);
        }
        int length = 0;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lowerCase = header.toLowerCase(Locale.ROOT);
            if (lowerCase.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            closes |= lowerCase.equals("connection: close");
        }
        responses.skipNBytes(length);
        if (closes) {
            socket.close();
            connect();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = responses.read(); c != '\n'; c = responses.read()) {
            if (c < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
