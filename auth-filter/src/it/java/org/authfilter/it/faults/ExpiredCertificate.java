package org.authfilter.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A self-signed certificate of 127.0.0.1 that expired yesterday. */
final class ExpiredCertificate {

    static final String PASSWORD = "changeit";

    private ExpiredCertificate() {}

    /** Makes it with the {@code keytool} of this JDK. Returns the key store, of type PKCS12, which is deleted at the end. */
    static Path keyStore() {
        Path keyStore = emptyDirectory().resolve("expired.p12");
        keyStore.toFile().deleteOnExit();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options = "-genkeypair -alias expired -keyalg EC -groupname secp256r1 -dname CN=127.0.0.1"
                + " -ext SAN=IP:127.0.0.1 -startdate -2d -validity 1 -storetype PKCS12 -storepass " + PASSWORD;
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-keystore", keyStore.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
            return keyStore;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Path emptyDirectory() {
        try {
            Path directory = Files.createTempDirectory("expired-certificate");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
