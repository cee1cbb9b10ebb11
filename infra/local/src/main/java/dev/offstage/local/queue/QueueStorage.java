package dev.offstage.local.queue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;

/**
 * The file in which ElasticMQ keeps messages. H2 by itself writes up to half a second after a commit, so a killed process
 * would lose what it had promised: {@code WRITE_DELAY=0} writes with the commit, before the sender hears of it.
 */
final class QueueStorage {
    private static final String DRIVER = "org.h2.Driver";

    private final String uri;

    QueueStorage(Path directory) {
        this.uri = "jdbc:h2:file:" + directory.resolve("queues").toAbsolutePath()
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1";
    }

    SqlQueuePersistenceConfig config() {
        return new SqlQueuePersistenceConfig(true, DRIVER, uri, "", "", false);
    }

    /**
     * Makes messages that somebody received visible at once: the receiver ended with the last process. A message that was
     * never received keeps its delay.
     */
    void returnMessagesInFlight() throws SQLException, ClassNotFoundException {
        try (Connection connection = DriverManager.getConnection(uri, "", "");
                Statement statement = connection.createStatement()) {
            for (String table : messageTables(connection)) {
                statement.executeUpdate("update \"" + table + "\" set next_delivery = 0 where receive_count > 0");
            }
        }
    }

    private static List<String> messageTables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, null, "NEXT_DELIVERY")) {
            while (columns.next()) {
                tables.add(columns.getString("TABLE_NAME"));
            }
        }
        return tables;
    }
}
