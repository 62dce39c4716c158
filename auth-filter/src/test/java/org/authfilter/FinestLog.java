package org.authfilter;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Writes all records of a logger to a file while it is open: message, parameters and stack trace. */
final class FinestLog extends Handler {

    private final Formatter formatter = new SimpleFormatter();
    private final Logger logger;
    private final Level before;
    private final PrintWriter writer;
    private int records;

    FinestLog(Logger logger, Path file) throws IOException {
        this.logger = logger;
        before = logger.getLevel();
        writer = new PrintWriter(Files.newBufferedWriter(file));
        setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        records++;
        writer.println(record.getLevel() + " " + record.getLoggerName() + ": " + formatter.formatMessage(record));
        if (record.getParameters() != null) {
            writer.println(Arrays.toString(record.getParameters()));
        }
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(writer);
        }
    }

    synchronized int records() {
        return records;
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
        writer.close();
    }
}
