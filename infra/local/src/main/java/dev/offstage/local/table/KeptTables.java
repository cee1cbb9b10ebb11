package dev.offstage.local.table;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * The SQLite file in which DynamoDB Local keeps tables, without a wait for the disk at each write. What a write left with
 * the operating system outlives the process, however it ends; only a power cut could take the last writes back, and the
 * tables of a laptop need no more.
 */
final class KeptTables extends SQLiteDBAccess {
    /** The name under which DynamoDB Local looks for the tables that all regions and keys share, and names their file. */
    private static final String SHARED = "shared-local-instance";

    private static final int JOBS = 10;

    private KeptTables(File file) throws InterruptedException, ExecutionException {
        super(file);
        var unused = queue.execute(new WithoutSync()).get();
    }

    /** What serves the tables that {@code directory} keeps; the folder exists. */
    static LocalDynamoDBRequestHandler requests(Path directory) {
        LocalDynamoDBRequestHandler requests =
                new LocalDynamoDBRequestHandler(0, false, directory.toString(), true, false);
        try {
            File file = directory
                    .resolve(SHARED + LocalDynamoDBRequestHandler.DB_FILE_EXTENSION)
                    .toFile();
            JobsRegister jobs = new JobsRegister(Executors.newFixedThreadPool(JOBS), false);
            instances(requests).put(SHARED, new LocalDBClient(new KeptTables(file), jobs));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The kept tables in " + directory + " cannot be opened.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was interrupted.", e);
        }
        return requests;
    }

    /**
     * The handler opens its database at the first request, in a private method, and knows no settings for it. Of its
     * fields only this one is reached by reflection; the rest of this class is checked by the compiler.
     */
    @SuppressWarnings("unchecked") // The field is declared with these type arguments.
    private static Map<String, AmazonDynamoDBLocal> instances(LocalDynamoDBRequestHandler requests) {
        try {
            Field instances = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
            instances.setAccessible(true);
            return (Map<String, AmazonDynamoDBLocal>) instances.get(requests);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This DynamoDB Local keeps its databases elsewhere.", e);
        }
    }

    /** A log of writes ahead would be no quicker here: DynamoDB Local's open statements keep it from ever being folded in. */
    private static final class WithoutSync extends SQLiteJob<Boolean> {
        @Override
        protected Boolean job(SQLiteConnection connection) throws SQLiteException {
            connection.exec("PRAGMA journal_mode=TRUNCATE");
            connection.exec("PRAGMA synchronous=OFF");
            return true;
        }
    }
}
