package org.authfilter.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** A file of arbitrary bytes in the field {@code file} of a form. */
final class Upload {

    static final String CONTENT_TYPE = "multipart/form-data; boundary=edge";

    private static final byte[] BEFORE = ascii("--edge\r\nContent-Disposition: form-data; name=\"file\";"
            + " filename=\"photo.raw\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    private static final byte[] AFTER = ascii("\r\n--edge--\r\n");

    private final byte[] file;

    private Upload(byte[] file) {
        this.file = file;
    }

    static Upload ofMegabytes(int megabytes) {
        byte[] file = new byte[megabytes << 20];
        new Random(17).nextBytes(file);
        return new Upload(file);
    }

    byte[] body() {
        return ByteBuffer.allocate(BEFORE.length + file.length + AFTER.length)
                .put(BEFORE)
                .put(file)
                .put(AFTER)
                .array();
    }

    /** The SHA-256 of the body. */
    String digestOfBody() {
        return digest(body());
    }

    /** The SHA-256 of the file alone. */
    String digestOfFile() {
        return digest(file);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
