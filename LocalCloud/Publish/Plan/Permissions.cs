using System.Text.Json.Nodes;
using LocalCloud.Publish.Projects;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Plan;

/// <summary>One statement of a role's policy.</summary>
/// <param name="ByLambda">Lambda itself calls it, from outside of the function's network.</param>
internal sealed record Permission(IReadOnlyList<string> Actions, IReadOnlyList<JsonNode> Resources, bool ByLambda = false)
{
    public JsonObject ToNode() =>
        new()
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. Actions.Select(a => (JsonNode)a)]),
            ["Resource"] = new JsonArray([.. Resources.Select(r => r.DeepClone())]),
        };

    /// <summary>The AWS services that it calls.</summary>
    public IEnumerable<string> Services => Actions.Select(a => a.Split(':')[0]);
}

/// <summary>
/// What a function or service may do: nothing but what its variables lead to, and of that what the project says it does with it
/// (<c>LambdaAccess</c>), if it says anything.
/// </summary>
internal static class Permissions
{
    public static List<Permission> Of(
        PublishPlan plan,
        IReadOnlyList<FunctionVariable> variables,
        IReadOnlyList<ProjectAccess> access,
        IReadOnlyList<string> queues,
        bool selfPolling
    )
    {
        var permissions = new List<Permission>();
        if (queues.Count > 0)
            permissions.Add(new(Grants.Consume, [.. queues.Select(q => Cfn.GetAtt(q, "Arn"))], ByLambda: true));

        var narrowed = access.Any(a => a.Actions.Length == 0 || LeadsSomewhere(a, variables));
        foreach (var (id, type) in Mentioned(plan, variables))
        {
            var said = access.Where(a => LeadsTo(a, id, variables)).ToList();
            if (narrowed && said.Count == 0)
                continue;
            foreach (var exact in said.Where(a => a.Actions.Length > 0))
                permissions.AddRange(Grants.Exactly(type, id, exact.Actions));
            if (said.Count > 0 && said.TrueForAll(a => a.Actions.Length > 0))
                continue;
            var mode = said.Find(a => a.Actions.Length == 0)?.Mode ?? "ReadWrite";
            permissions.AddRange(Grants.For(type, id, Reads(mode), Writes(mode), selfPolling));
        }
        foreach (var database in plan.Databases.Where(d => d.SignsInWithIam && variables.Any(v => v.Mentions.Contains(d.ProxyId))))
            permissions.Add(new(["rds-db:connect"], [Connection(database)]));
        foreach (var service in access.Where(a => a.Actions.Length > 0 && !LeadsSomewhere(a, variables)))
            permissions.Add(new(service.Actions, [Text(service.Resource ?? "*")]));
        return permissions;
    }

    /// <summary>It names a configuration key that some variable has.</summary>
    public static bool LeadsSomewhere(ProjectAccess access, IReadOnlyList<FunctionVariable> variables) =>
        access.Resource is null && variables.Any(v => Names(access, v));

    private static bool LeadsTo(ProjectAccess access, string id, IReadOnlyList<FunctionVariable> variables) =>
        access.Resource is null && variables.Any(v => Names(access, v) && v.Mentions.Contains(id));

    private static bool Names(ProjectAccess access, FunctionVariable variable) =>
        variable.Name.Equals(access.Key.Replace(":", "__", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static JsonNode Text(string resource) => resource.Contains("${", StringComparison.Ordinal) ? Cfn.Sub(resource) : resource;

    // Its resource id is the last part of the proxy's ARN: arn:aws:rds:REGION:ACCOUNT:db-proxy:prx-...
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
    private static JsonObject Connection(DatabasePlan database) =>
        new()
        {
            ["Fn::Sub"] = new JsonArray(
                $"arn:${{AWS::Partition}}:rds-db:${{AWS::Region}}:${{AWS::AccountId}}:dbuser:${{ProxyResourceId}}/{database.Username}",
                new JsonObject
                {
                    ["ProxyResourceId"] = YamlReader.Read($"!Select [6, !Split [':', !GetAtt {database.ProxyId}.DBProxyArn]]"),
                }
            ),
        };

    private static bool Reads(string mode) => mode.Contains("Read", StringComparison.OrdinalIgnoreCase);

    private static bool Writes(string mode) =>
        mode.Contains("Write", StringComparison.OrdinalIgnoreCase) || mode.Contains("Send", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Id, string Type)> Mentioned(PublishPlan plan, IReadOnlyList<FunctionVariable> variables) =>
        variables
            .SelectMany(v => v.Mentions)
            .Distinct()
            .Select(id =>
                (Id: id, Type: plan.Stacks.Select(s => s.Part("Resources")[id]?["Type"]?.ToString()).FirstOrDefault(t => t is not null))
            )
            .Where(r => r.Type is not null)
            .Select(r => (r.Id, r.Type!));
}
