package dev.offstage.local;

import dev.offstage.local.template.ParameterException;
import dev.offstage.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.crt.CRT;

/** What a template starts and what then goes on until the process is told to end. */
final class Service {
    private static final Logger LOG = Logger.getLogger(Service.class.getName());

    /** Starts it, or says by an exception why not. */
    @FunctionalInterface
    interface Start {
        AutoCloseable start() throws Exception;
    }

    private Service() {}

    /** Never returns once it has started; else the exit code, its reason said. */
    static int run(Path template, Start start) {
        try {
            serve(start);
            return 0;
        } catch (ParameterException | SettingException e) {
            return refuse(2, String.valueOf(e.getMessage()));
        } catch (TemplateException e) {
            return refuse(1, template + ", " + e.getMessage() + ".");
        } catch (StartException e) {
            return refuse(1, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(1, template + " cannot be read: " + e + ".");
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "The local host could not start", e);
            return 1;
        }
    }

    static String read(Path template) throws IOException, StartException {
        if (Files.notExists(template)) {
            throw new StartException("There is no template " + template + "; name it with --template.");
        }
        return Files.readString(template);
    }

    private static int refuse(int code, String sentence) {
        LOG.severe(() -> sentence);
        return code;
    }

    private static void serve(Start start) throws Exception {
        // Otherwise the native client ends with the signal, and what still runs could not write how it ended.
        CRT.acquireShutdownRef();
        AutoCloseable running = start.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                running.close();
            } catch (Exception e) {
                LOG.log(Level.SEVERE, "The end was not orderly", e);
            }
            // The hook of a signal cannot choose the exit code otherwise: an orderly end is 0, not 143.
            Runtime.getRuntime().halt(0);
        }));
        if (Boolean.getBoolean("offstage.local.ends-with-parent")) {
            ProcessHandle.current().parent().ifPresent(Service::endWith);
        }
        new CountDownLatch(1).await();
    }

    private static void endWith(ProcessHandle parent) {
        Thread watch = new Thread(() -> {
            ProcessHandle ended = parent.onExit().join();
            LOG.info(() -> "The process " + ended.pid() + " that started this one has ended.");
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
