package dev.offstage.localstack;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** Queues and tables of a LocalStack in Docker, or the reason why there are none. */
final class Stores implements AutoCloseable {
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private final @Nullable LocalStackContainer container;
    private final @Nullable String whyNot;

    private Stores(@Nullable LocalStackContainer container, @Nullable String whyNot) {
        this.container = container;
        this.whyNot = whyNot;
    }

    static Stores start() {
        String lacking = lacking();
        if (lacking != null) {
            // JUnit counts what it skips; the sentence would only stand in its report.
            System.out.println("skipped: the acceptance suite over LocalStack, since " + lacking);
            return new Stores(null, lacking);
        }
        LocalStackContainer container =
                new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("sqs", "dynamodb");
        container.start();
        String endpoint = container.getEndpoint().toString();
        System.setProperty("offstage.sqs", endpoint);
        System.setProperty("offstage.dynamodb", endpoint);
        return new Stores(container, null);
    }

    /** What stands in the way. Nothing is pulled here: that would take minutes, and without a network it hangs. */
    private static @Nullable String lacking() {
        DockerClientFactory docker = DockerClientFactory.instance();
        if (!docker.isDockerAvailable()) {
            return "no Docker engine answers";
        }
        try {
            docker.client().inspectImageCmd(IMAGE).exec();
            return null;
        } catch (NotFoundException e) {
            return "Docker has no image " + IMAGE + "; get it by: docker pull " + IMAGE;
        }
    }

    Optional<String> whyNot() {
        return Optional.ofNullable(whyNot);
    }

    @Override
    public void close() {
        if (container != null) {
            container.stop();
        }
    }
}
