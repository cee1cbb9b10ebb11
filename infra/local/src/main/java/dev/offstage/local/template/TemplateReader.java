package dev.offstage.local.template;

import dev.offstage.local.template.EventSource.HttpRoute;
import dev.offstage.local.template.Value.Field;
import dev.offstage.local.template.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a template as CloudFormation and SAM do, as far as this host runs it. */
public final class TemplateReader {
    private static final List<String> RESOURCE_MEMBERS = List.of(
            "Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    private final Map<String, Fields> resources = new LinkedHashMap<>();
    private final TreeSet<String> withoutEffect = new TreeSet<>();
    private final List<FunctionSpec> functions = new ArrayList<>();
    private final List<QueueSpec> queues = new ArrayList<>();
    private final List<TableSpec> tables = new ArrayList<>();
    private final Fields root;
    private final Resolver resolver;
    private final Fields functionGlobals;
    private final ApiGatewayReader api = new ApiGatewayReader(withoutEffect);

    private TemplateReader(String stack, Fields root, Map<String, String> given) {
        this.root = root;
        Section top = Section.of("the template", root);
        top.ignore("AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Conditions", "Globals");
        top.ignore("Rules", "Mappings", "Resources", "Outputs");
        checkTransform(top);
        top.end();
        part("Resources").fields().forEach((id, field) -> resources.put(id, fieldsOf("resource " + id, field)));
        Map<String, String> parameters = Parameters.read(part("Parameters"), given);
        new Rules(new Resolver(new Names(stack, parameters, Map.of(), Fields.NONE), Map.of(), part("Mappings")))
                .check(Section.of("Rules", part("Rules")));
        Map<String, Field> conditions = part("Conditions").fields();
        Fields common = part("Globals").get("Function") instanceof Fields fields ? fields : Fields.NONE;
        this.resolver = new Resolver(new Names(stack, parameters, resources, common), conditions, part("Mappings"));
        conditions.forEach((name, field) -> resolver.conditions().check(name, field.line()));
        this.functionGlobals = globals();
    }

    /**
     * The system that the template {@code yaml} describes.
     *
     * @param parameters values for parameters of the template; the others take their defaults
     * @throws TemplateException when it holds what this host does not know
     * @throws ParameterException when {@code parameters} do not fit the template
     */
    public static Stack read(String yaml, Map<String, String> parameters) {
        return read(Stack.NAME, yaml, parameters);
    }

    /** As {@link #read(String, Map)}, for a stack called {@code name}. */
    public static Stack read(String name, String yaml, Map<String, String> parameters) {
        Value value = YamlReader.read(yaml);
        if (!(value instanceof Fields fields)) {
            throw new TemplateException(value.line(), "a template must be a mapping");
        }
        return new TemplateReader(name, fields, parameters).stack();
    }

    /** A reader of the template {@code yaml}, for what else is to be known of it. */
    static TemplateReader of(String yaml, Map<String, String> parameters) {
        if (YamlReader.read(yaml) instanceof Fields fields) {
            return new TemplateReader(Stack.NAME, fields, parameters);
        }
        throw new TemplateException(1, "a template must be a mapping");
    }

    /** The properties of every resource of {@code type} that is there, computed, by its name in the template. */
    Map<String, Section> resources(String type) {
        Map<String, Section> found = new LinkedHashMap<>();
        resources.forEach((id, resource) -> {
            if (resolver.isThere(resource)
                    && resource.get("Type") instanceof Value.Text text
                    && text.text().equals(type)) {
                Fields own = resource.get("Properties") instanceof Fields fields
                        ? resolved(asSamReads(type, fields))
                        : Fields.NONE;
                boolean function = type.equals("AWS::Serverless::Function");
                found.put(id, Section.of(id, function ? Merge.of(functionGlobals, own) : own));
            }
        });
        return found;
    }

    /** What {@code Ref} gives for the resource {@code id}. */
    String ref(String id) {
        return resolver.names().ref(id, 1, resolver);
    }

    /** The ARN of the resource {@code id}. */
    String arn(String id) {
        return resolver.names().attribute(id, "Arn", 1, resolver);
    }

    private static void checkTransform(Section top) {
        if (!top.required("Transform").equals("AWS::Serverless-2016-10-31")) {
            throw top.fault("Transform", "must be AWS::Serverless-2016-10-31");
        }
    }

    private Fields part(String name) {
        Field field = root.fields().get(name);
        return field == null ? Fields.NONE : fieldsOf(name, field);
    }

    private static Fields fieldsOf(String place, Field field) {
        if (field.value() instanceof Fields fields) {
            return new Fields(fields.fields(), field.line());
        }
        throw new TemplateException(
                field.line(), place + " must be a mapping, not " + field.value().kind());
    }

    private Fields globals() {
        Section globals = Section.of("Globals", resolved(part("Globals")));
        globals.section("HttpApi").ifPresent(api -> new HttpApiReader(withoutEffect).read(api));
        globals.ignore("Function");
        globals.end();
        return resolved(part("Globals")).get("Function") instanceof Fields function ? function : Fields.NONE;
    }

    private Fields resolved(Fields fields) {
        return resolver.resolve(fields) instanceof Fields resolved ? resolved : Fields.NONE;
    }

    private Stack stack() {
        resources.forEach(this::read);
        checkOutputs();
        if (functions.isEmpty()) {
            throw new TemplateException(1, "the template has no function of type AWS::Serverless::Function");
        }
        Map<String, List<HttpRoute>> routes = api.routes(new FunctionAddresses(functions, resolver.names(), resolver));
        return new Stack(
                resolver.names().stack(),
                functions.stream()
                        .map(function -> function.with(routes.getOrDefault(function.id(), List.of())))
                        .toList(),
                List.copyOf(queues),
                List.copyOf(tables),
                withoutEffect);
    }

    private void checkOutputs() {
        part("Outputs").fields().forEach((name, field) -> {
            withoutEffect.add("outputs");
            Fields output = fieldsOf("output " + name, field);
            if (resolver.isThere(output)) {
                var unused = resolver.resolve(output);
            }
        });
    }

    private void read(String id, Fields resource) {
        Section section = Section.of(id, resource);
        section.ignore(RESOURCE_MEMBERS.toArray(String[]::new));
        section.end();
        String type = section.required("Type");
        if (resolver.isThere(resource)) {
            Field field = resource.fields().get("Properties");
            Fields properties =
                    field == null ? new Fields(Map.of(), resource.line()) : fieldsOf(id + ".Properties", field);
            wire(id, type, section.line("Type"), resolved(asSamReads(type, properties)));
        }
    }

    /** SAM makes nothing of a deployment preference that is not enabled, so it may name what is not there. */
    private Fields asSamReads(String type, Fields properties) {
        if (!type.equals("AWS::Serverless::Function")
                || !(properties.get("DeploymentPreference") instanceof Fields preference)) {
            return properties;
        }
        Value enabled = preference.get("Enabled");
        if (enabled == null
                || !(resolver.resolve(enabled) instanceof Value.Text text)
                || !text.text().equals("false")) {
            return properties;
        }
        Map<String, Field> rest = new LinkedHashMap<>(properties.fields());
        rest.remove("DeploymentPreference");
        return new Fields(rest, properties.line());
    }

    private void wire(String id, String type, int line, Fields properties) {
        Section section = Section.of(id, properties);
        String name = resolver.names().physicalName(id, line, resolver);
        switch (type) {
            case "AWS::Serverless::Function" ->
                functions.add(new FunctionReader(resolver.names().stack(), withoutEffect)
                        .read(id, name, Section.of(id, Merge.of(functionGlobals, properties))));
            case "AWS::Serverless::HttpApi" -> new HttpApiReader(withoutEffect).read(section);
            case "AWS::ApiGatewayV2::Api" -> api.api(name, section);
            case "AWS::ApiGatewayV2::Stage" -> api.stage(section);
            case "AWS::ApiGatewayV2::Integration" -> api.integration(name, section);
            case "AWS::ApiGatewayV2::Route" -> api.route(section);
            case "AWS::SQS::Queue" -> queues.add(new QueueReader(withoutEffect).read(id, name, section));
            case "AWS::DynamoDB::Table" -> tables.add(new TableReader(withoutEffect).read(id, name, section));
            default ->
                withoutEffect.add(ResourceTypes.withoutEffect(type)
                        .orElseThrow(() -> new TemplateException(
                                line, "the resource type " + type + " (of " + id + ") is not known here")));
        }
    }
}
