package dev.offstage.aws;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.schedule.CronFields;
import dev.offstage.schedule.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a schedule fires, as text. A cron expression lies beside the fields that were read of it: who runs a schedule need not read it. */
final class WhenText {
    private WhenText() {}

    static String write(When when) {
        return Json.write(tree(when));
    }

    private static JrsObject tree(When when) {
        JsonObject json = Json.object();
        return switch (when) {
            case When.Cron cron ->
                json.put("cron", cron.text())
                        .put("fields", cron.fields().write())
                        .toTree();
            case When.AwsCron cron ->
                json.put("aws", cron.text())
                        .put("fields", cron.fields().write())
                        .toTree();
            case When.AwsRate rate ->
                json.put("aws", rate.text())
                        .put("every", rate.interval().toSeconds())
                        .toTree();
            case When.Every every ->
                json.put("every", every.interval().toSeconds()).toTree();
            case When.At at -> json.put("at", at.instant().toString()).toTree();
            case When.Any any ->
                json.put("any", any.parts().stream().map(WhenText::tree).toList())
                        .toTree();
        };
    }

    static When read(String text) {
        try {
            return read(Json.parse(text));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("A stored schedule is no JSON: " + text, e);
        }
    }

    private static When read(JrsValue json) {
        if (json.path("any") instanceof JrsArray parts) {
            List<When> read = new ArrayList<>();
            parts.elements().forEachRemaining(part -> read.add(read(part)));
            return new When.Any(read);
        }
        String aws = Json.text(json, "aws").orElse(null);
        Duration every = Json.number(json, "every")
                .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                .orElse(null);
        if (every != null) {
            return aws == null ? new When.Every(every) : new When.AwsRate(aws, every);
        }
        CronFields fields = Json.text(json, "fields").map(CronFields::read).orElse(null);
        if (fields != null) {
            return aws == null
                    ? new When.Cron(Json.text(json, "cron").orElseThrow(), fields)
                    : new When.AwsCron(aws, fields);
        }
        return new When.At(Instant.parse(Json.text(json, "at").orElseThrow()));
    }
}
