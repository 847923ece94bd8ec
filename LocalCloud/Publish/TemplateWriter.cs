using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Schema;
using LocalCloud.Publish.Sections;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish;

/// <summary>The template of a plan, section by section in the order in which it is read.</summary>
internal static class TemplateWriter
{
    /// <returns>With everything in it that can be said before anything is built; <see cref="FunctionVersions"/> say the rest.</returns>
    public static TemplateDocument Write(PublishPlan plan)
    {
        var name = plan.Options.ApplicationName;
        var document = new TemplateDocument
        {
            Header =
                $"{name}, published from its Aspire manifest. Written by `serverless publish`: change the AppHost, the project files or "
                + "the templates, not this file.\n"
                + "Functions lie beside it as zips: `serverless deploy`, or `aws cloudformation package` and `deploy`, upload them.",
            Description = name,
        };
        Parameters(plan, document);
        var permissions = plan.Functions.ToDictionary(
            f => f,
            f => Permissions.Of(plan, f.Variables, f.Access, f.Queues, selfPolling: false)
        );
        var services = plan.Services.ToDictionary(s => s, s => Permissions.Of(plan, s.Variables, s.Access, [], selfPolling: true));

        foreach (var (function, may) in permissions.Where(p => p.Key.Bus is not null))
            may.Add(TriggerSection.ToDeadLetters(function));

        var called = CalledServices.Of(plan, permissions, services);
        NetworkSection.Write(plan, document, called);
        var inside = plan.Functions.Where(f => f.InVpc).Select(f => f.Name).Concat(plan.Services.Select(s => s.Name)).ToList();
        if (inside.Count > 0)
            document.Warnings.Add(Reach(inside, called));
        SecretSection.Write(plan, document);
        DatabaseSection.Write(plan, document);
        CacheSection.Write(plan, document);
        StackSection.Write(plan, document);
        foreach (var function in plan.Functions)
            FunctionSection.Write(plan, document, function, permissions[function], called);
        HttpApiSection.Write(plan, document);
        TriggerSection.Write(plan, document);
        ServiceSection.Write(plan, document, services);
        AlarmSection.Write(plan, document);
        StackSection.Outputs(plan, document);
        Tagging.Write(plan, document);
        Refuse(plan, document);
        return document;
    }

    private static void Refuse(PublishPlan plan, TemplateDocument document)
    {
        foreach (var twice in document.Resources.GroupBy(r => r.Id).Where(g => g.Count() > 1))
            document.Refusals.Add(
                new(
                    twice.Key,
                    twice.First().Type,
                    "two resources would have this logical id",
                    "Give the resource of the AppHost or of its template another name"
                )
            );
        foreach (var parameter in document.ParametersTwice)
            document.Refusals.Add(
                new(
                    parameter,
                    "parameter",
                    "the template has a parameter of this name already, which publish makes",
                    "Give the parameter of the AppHost or of its template another name"
                )
            );
        foreach (var (where, fault) in TemplateCheck.Faults(document).Concat(SchemaCheck.Faults(document)))
            document.Refusals.Add(
                new(
                    where,
                    document.Find(where)?.Type ?? "template",
                    fault,
                    "CloudFormation would refuse it: correct the template or the AppHost that it comes from"
                )
            );
        if (!document.Resources.Any() && document.Refusals.Count == 0)
            document.Refusals.Add(
                new(
                    "manifest",
                    $"{plan.Manifest.Resources.Length} resources",
                    "nothing of it becomes anything on AWS",
                    "A project, a container or a CloudFormation template has to be in it"
                )
            );
    }

    private static void Parameters(PublishPlan plan, TemplateDocument document)
    {
        foreach (var parameter in plan.Manifest.Resources.OfType<ManifestParameter>())
        {
            if (
                ParameterForm.Input(parameter) is not { } input
                || plan.Secrets.Any(s => s.Parameter == parameter.Name)
                || plan.Caches.Any(c => c.Password == parameter.Name)
            )
                continue;
            var body = new JsonObject { ["Type"] = "String" };
            if (input.Default?.Value is { } value)
                body["Default"] = value;
            if (plan.Databases.Any(d => d.Username == $"${{{Names.Id(parameter.Name)}}}"))
                body["AllowedPattern"] = "[A-Za-z][A-Za-z0-9_]{0,62}";
            body["Description"] = parameter.ConnectionString is null
                ? $"Parameter {parameter.Name} of the AppHost"
                : $"Connection string {parameter.Name} of the AppHost";
            document.Parameters[Names.Id(parameter.Name)] = body;
        }
        foreach (var (id, description) in plan.ForeignOutputs)
            document.Parameters[id] = new JsonObject { ["Type"] = "String", ["Description"] = description };
        document.Parameter(
            "LogRetentionDays",
            $"{{ Type: Number, Default: {(plan.IsTest ? 3 : 30)}, Description: Days that logs are kept, AllowedValues: [1, 3, 5, 7, 14, "
                + $"30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] }}"
        );
        document.Parameter(
            "OtlpEndpoint",
            """
            Type: String
            Default: ''
            MaxLength: 200
            Description: 'Where OpenTelemetry is sent to, reachable from the private subnets; empty: X-Ray only'
            """
        );
        document.Condition("HasOtlpEndpoint", "!Not [!Equals [!Ref OtlpEndpoint, '']]");
        if (plan.Functions.Any(f => f.IsWarmedUp))
        {
            document.Parameter(
                "WarmUp",
                "{ Type: String, Default: 'true', AllowedValues: ['true', 'false'], Description: 'false: the warm-up rules are there and "
                    + "disabled' }"
            );
            document.Condition("IsWarmUpOn", "!Equals [!Ref WarmUp, 'true']");
        }
        if (!plan.Functions.Any(f => f.IsHttp) && !plan.Services.Any(ServiceSection.IsExternal))
            return;
        document.Parameter("ApiRateLimit", "{ Type: Number, Default: 500, Description: Requests per second that an HTTP API takes }");
        document.Parameter("ApiBurstLimit", "{ Type: Number, Default: 1000, Description: Requests that it takes at once }");
    }

    private static string Reach(IReadOnlyList<string> inside, CalledServices called)
    {
        var who = $"{string.Join(", ", inside)}: in private subnets, from where";
        var reached = called.Any ? $"of AWS only {string.Join(", ", called.All)}" : "no AWS service";
        if (called.Ipv6.Count > 0)
            return $"{who} {reached} ({string.Join(", ", called.Ipv6)} by IPv6) and of the world what has an IPv6 address is reached.";
        var kept =
            called.WithoutIpv6.Count == 0
                ? ""
                : $" Interface endpoints stay in this test, in one zone: {string.Join(", ", called.WithoutIpv6)} cannot be called by IPv6.";
        return $"{who} {reached} and nothing of the world outside is reached.{kept}";
    }
}
