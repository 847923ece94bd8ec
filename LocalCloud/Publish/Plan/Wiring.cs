using System.Text.Json.Nodes;
using LocalCloud.Publish.Projects;
using LocalCloud.Publish.Template;
using LocalCloud.Publish.Values;

namespace LocalCloud.Publish.Plan;

/// <summary>Variables, triggers and networks of functions and services, once it is clear what each resource becomes.</summary>
internal static class Wiring
{
    public static void Resolve(PlanDraft plan)
    {
        var resolver = new ValueResolver(plan);
        for (var i = 0; i < plan.Functions.Count; i++)
            plan.Functions[i] = Function(plan, resolver, plan.Functions[i]);
        for (var i = 0; i < plan.Services.Count; i++)
            plan.Services[i] = Service(plan, resolver, plan.Services[i]);
    }

    private static FunctionPlan Function(PlanDraft plan, ValueResolver resolver, FunctionPlan function)
    {
        var variables = Variables(plan, resolver, function.Project, function: true);
        Access(plan, function.Project, function.Access, variables);
        function = function with { Variables = variables };
        function = function with
        {
            Queues =
            [
                .. function.Settings.Queues.Select(key => Resource(plan, function, key, "AWS::SQS::Queue", "queue")).OfType<string>(),
            ],
            Bus = Bus(plan, function),
            InVpc =
                variables.Exists(v =>
                    v.Mentions.Any(m => plan.Databases.Exists(d => d.ProxyId == m) || plan.Caches.Exists(c => c.CacheId == m))
                ) || plan.Services.Exists(s => RefersTo(function, s.Name)),
        };
        if (
            function.InVpc
            && plan.Functions.Find(f => f.ServesHttp && f.Project != function.Project && RefersTo(function, f.Project.Name)) is { } called
        )
            plan.Warnings.Add(
                $"{function.Name} calls the HTTP API of {called.Name}, but stands in private subnets without a NAT gateway and will "
                    + "not reach it: send a message instead."
            );
        return function;
    }

    private static bool RefersTo(FunctionPlan function, string resource) =>
        function.Project.Env.Any(v => v.Value.References.Any(r => r.Resource == resource));

    private static string? Bus(PlanDraft plan, FunctionPlan function)
    {
        if (function.Settings.EventBus is not { } key)
            return null;
        var bus = key.Equals("default", StringComparison.OrdinalIgnoreCase)
            ? "default"
            : Resource(plan, function, key, "AWS::Events::EventBus", "bus");
        if (function.Settings.EventPattern is not { } pattern)
            plan.Refuse(
                function.Project,
                $"its function '{function.Name}' has an EventBus and no EventPattern",
                """Say which events, as {"source":[{"suffix":"-service"}]}"""
            );
        else if (!IsJson(pattern))
            plan.Refuse(function.Project, $"the EventPattern of its function '{function.Name}' is no JSON object", "Correct it");
        return bus;
    }

    private static ServicePlan Service(PlanDraft plan, ValueResolver resolver, ServicePlan service)
    {
        var variables = Variables(plan, resolver, service.Process, function: false);
        Access(plan, service.Process, service.Access, variables);
        return service with { Variables = variables, Arguments = [.. service.Process.Args.Index().Select(a => Argument(a.Index, a.Item))] };

        JsonNode Argument(int index, ManifestExpression argument)
        {
            var text = resolver.Resolve(argument, out var fault);
            if (fault is not null)
                plan.Refuse(service.Process, $"args[{index}]: {fault}", "Remove the reference, or map what it refers to");
            return text.ToNode();
        }
    }

    private static bool IsConnection(string variable) => variable.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase);

    // A key that nothing has would be everything there is
    private static void Access(
        PlanDraft plan,
        ManifestProcess process,
        IEnumerable<ProjectAccess> access,
        IReadOnlyList<FunctionVariable> variables
    )
    {
        var keys = access.Where(a => a is { Actions.Length: > 0, Resource: null } && a.Key.Contains(':'));
        foreach (var lost in keys.Where(a => !Permissions.LeadsSomewhere(a, variables)))
            plan.Refuse(
                process,
                $"its LambdaAccess '{lost.Key}' leads to nothing that it gets from the manifest",
                "Name the configuration key of an output that it gets by WithReference(stack), or say which Resource the actions are for"
            );
    }

    private static List<FunctionVariable> Variables(PlanDraft plan, ValueResolver resolver, ManifestProcess process, bool function)
    {
        var variables = new List<FunctionVariable>();
        foreach (var (name, expression) in process.Env)
        {
            if (EnvironmentRules.IsDropped(name, function) && !(name is "HTTP_PORTS" or "ASPNETCORE_URLS" && !function))
                continue;
            // What leads to an emulator of AWS has no meaning there
            if (
                expression.References.Any(r =>
                    plan.Manifest.TryGet(r.Resource, out var to)
                    && to is ManifestContainer { Image: { } image }
                    && KnownImage.Of(image).Kind == ImageKind.AwsEmulator
                )
            )
                continue;
            var text = resolver.Resolve(expression, out var fault);
            if (fault is not null)
                plan.Refuse(process, $"{name}: {fault}", "Remove the reference, or map what it refers to");
            else if (!text.IsGone)
                Add(name, IsConnection(name) ? resolver.ForProxy(text, pooled: function) : text);
        }
        if (variables.Any(v => v.Mentions.Any(m => plan.Databases.Any(d => d.SignsInWithIam && d.ProxyId == m))))
            Add("Database__Authentication", TemplateText.Literal("IAM"));
        // As WithReference(stack) does: each output under its configuration section
        foreach (var stack in plan.Manifest.Resources.OfType<ManifestCloudFormation>().Where(s => s.References.Contains(process.Name)))
        foreach (var (output, declaration) in plan.Stacks.FirstOrDefault(s => s.Name == stack.Name)?.Part("Outputs") ?? [])
            if (declaration?["Value"] is { } value)
                Add($"AWS__Resources__{output}", TemplateText.Node(value.DeepClone()));
        return variables;

        void Add(string name, TemplateText text)
        {
            if (variables.Any(v => v.Name == name))
                return;
            // services__order-api__http__0: a function cannot have it, ORDER_API_HTTP beside it can
            if (function && !TemplateCheck.VariableForm().IsMatch(name))
            {
                plan.Warnings.Add(
                    $"{process.Name} does not get the variable {name}: Lambda takes two letters, digits or underscores at least, a "
                        + "letter first."
                );
                return;
            }
            if (function && EnvironmentRules.IsReserved(name))
            {
                plan.Warnings.Add($"{process.Name} does not get the variable {name}: Lambda sets it itself.");
                return;
            }
            var node = text.ToNode();
            variables.Add(new(name, node, [.. Cfn.Mentions(node).Distinct()]));
        }
    }

    private static string? Resource(PlanDraft plan, FunctionPlan function, string key, string type, string noun)
    {
        var variable = key.Replace(":", "__", StringComparison.Ordinal);
        var found = function.Variables.FirstOrDefault(v => v.Name.Equals(variable, StringComparison.OrdinalIgnoreCase));
        var id = found?.Mentions.FirstOrDefault(m => plan.Stacks.Any(s => s.Part("Resources")[m]?["Type"]?.ToString() == type))
            ?? (plan.Stacks.Any(s => s.Part("Resources")[key]?["Type"]?.ToString() == type) ? key : null);
        if (id is null)
            plan.Refuse(
                function.Project,
                $"its function '{function.Name}' takes from the {noun} {key}, "
                    + (found is null ? "which it does not get from the manifest" : $"which is no {type} of a template in the manifest"),
                $"Name the configuration key of an output that the project gets by WithReference(stack), as "
                    + $"AWS:Resources:{(noun == "bus" ? "EventBusName" : "JobQueueUrl")}"
            );
        return id;
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
