package dev.offstage.local;

import dev.offstage.local.template.FunctionSpec;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param data null keeps nothing
 * @param mails the folder that takes mails; null for the usual one
 * @param calls the file that takes what each function calls; null for none
 * @param others queues and tables of another emulator; null for those of this host
 */
record Settings(
        int port,
        Path template,
        @Nullable Path data,
        @Nullable Path mails,
        boolean demo,
        Access access,
        Map<String, String> parameters,
        Map<String, String> environment,
        String stackName,
        @Nullable Endpoints others,
        @Nullable Path calls) {
    /** The access key id by which the calls of {@code function} are known; another emulator may take only its usual one. */
    String keyOf(FunctionSpec function) {
        return others == null ? function.id() : Provision.KEY;
    }
}
