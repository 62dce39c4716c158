package org.authfilter.internal.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The records that are logged while it is open. */
public final class LogRecords implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("org.authfilter");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogRecords() {
        handler.setLevel(Level.ALL);
        LOGGER.addHandler(handler);
    }

    /** The messages at the level of this name. */
    public List<String> lines(String level) {
        return records.stream()
                .filter(record -> record.getLevel().getName().equals(level))
                .map(record -> new SimpleFormatter().formatMessage(record))
                .toList();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        records.forEach(record ->
                text.append(new SimpleFormatter().formatMessage(record)).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        LOGGER.removeHandler(handler);
    }
}
