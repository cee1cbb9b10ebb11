package dev.offstage.local.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the roles of a template's functions allow, each action on each resource by itself. */
public final class Privileges {
    private static final List<String> WITH_ARN =
            List.of("AWS::DynamoDB::Table", "AWS::Logs::LogGroup", "AWS::SQS::Queue", "AWS::SNS::Topic");

    private static final String SES = "arn:aws:ses:" + Stack.REGION + ":" + Stack.ACCOUNT + ":";

    private final TemplateReader template;
    private final Map<String, String> idsByArn = new HashMap<>();
    private final Map<String, Section> policies = new HashMap<>();
    private final Map<String, Section> roles = new HashMap<>();

    private Privileges(TemplateReader template) {
        this.template = template;
        WITH_ARN.forEach(type -> template.resources(type).keySet().forEach(id -> idsByArn.put(template.arn(id), id)));
        template.resources("AWS::IAM::ManagedPolicy").forEach((id, policy) -> policies.put(template.ref(id), policy));
        template.resources("AWS::IAM::Role").forEach((id, role) -> roles.put(template.arn(id), role));
    }

    /**
     * What the functions of the template {@code yaml} may call, by the resources' names in it.
     *
     * @throws TemplateException when a role cannot be taken apart, or is not in the template
     */
    public static Set<Privilege> read(String yaml, Map<String, String> parameters) {
        Privileges privileges = new Privileges(TemplateReader.of(yaml, parameters));
        Set<Privilege> allowed = new LinkedHashSet<>();
        privileges.functions().forEach((id, function) -> allowed.addAll(privileges.of(id, function)));
        return allowed;
    }

    /** The log group of each function, both by their names in the template; a function without one of its own is left out. */
    public static Map<String, String> logGroups(String yaml, Map<String, String> parameters) {
        TemplateReader template = TemplateReader.of(yaml, parameters);
        Map<String, String> ids = new HashMap<>();
        template.resources("AWS::Logs::LogGroup").keySet().forEach(id -> ids.put(template.ref(id), id));
        Map<String, String> groups = new LinkedHashMap<>();
        template.resources("AWS::Serverless::Function")
                .forEach((id, function) -> function.section("LoggingConfig")
                        .flatMap(logging -> logging.text("LogGroup"))
                        .filter(ids::containsKey)
                        .ifPresent(group -> groups.put(id, String.valueOf(ids.get(group)))));
        return groups;
    }

    private Map<String, Section> functions() {
        return template.resources("AWS::Serverless::Function");
    }

    private Set<Privilege> of(String id, Section function) {
        Section role = roles.get(function.required("Role"));
        if (role == null) {
            throw function.fault("Role", "is none of this template");
        }
        Set<Privilege> allowed = new LinkedHashSet<>();
        for (Section policy : role.sections("Policies")) {
            allowed.addAll(statements(id, policy));
        }
        for (String managed : role.texts("ManagedPolicyArns")) {
            Section policy = policies.get(managed);
            if (policy == null) {
                throw role.fault("ManagedPolicyArns", "names a policy that is none of this template: " + managed);
            }
            allowed.addAll(statements(id, policy));
        }
        return allowed;
    }

    private Set<Privilege> statements(String id, Section policy) {
        Section document =
                policy.section("PolicyDocument").orElseThrow(() -> policy.fault("PolicyDocument", "is missing"));
        Set<Privilege> allowed = new LinkedHashSet<>();
        for (Section statement : document.sections("Statement")) {
            // A condition only narrows what is allowed, to some keys of a table for instance.
            statement.ignore("Sid", "Condition");
            statement.only("Effect", "Allow");
            for (String action : statement.oneOrMore("Action")) {
                for (String resource : statement.oneOrMore("Resource")) {
                    allowed.add(new Privilege(id, action, named(resource)));
                }
            }
            statement.end();
        }
        return allowed;
    }

    private String named(String arn) {
        if (arn.startsWith(SES)) {
            return arn.substring(SES.length());
        }
        int index = arn.indexOf("/index/");
        String owner = index < 0 ? arn : arn.substring(0, index);
        return idsByArn.getOrDefault(owner, owner) + (index < 0 ? "" : arn.substring(index));
    }
}
