using System.Text.Json.Nodes;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Iam;

/// <summary>What a role's policies say, inline ones and those of the account that are attached.</summary>
internal static class RoleGrants
{
    /// <summary>AWS's own policies are known by name alone: what they grant is not compared. Null when there is no such role.</summary>
    public static (List<GrantedStatement> Statements, List<string> Unknown)? Of(Host host, string roleArn)
    {
        foreach (var state in host.Service<IamService>().States.Cast<IamState>())
            if (
                host.Read(state, s =>
                    s.Roles.Values.FirstOrDefault(r => r.Arn == roleArn) is { } role
                        ? Of(s, role)
                        : default((List<GrantedStatement>, List<string>)?)
                ) is
                { } found
            )
                return found;
        return null;
    }

    public static IEnumerable<string> All(Host host) =>
        host.Service<IamService>()
            .States.Cast<IamState>()
            .SelectMany(state => host.Read(state, s => s.Roles.Values.Select(r => r.Arn).ToList()));

    private static (List<GrantedStatement>, List<string>)? Of(IamState state, Role role)
    {
        var statements = role.Inline.SelectMany(p => GrantedStatement.Of(p.Key, JsonNode.Parse(p.Value))).ToList();
        var unknown = new List<string>();
        foreach (var arn in role.Attached)
            if (state.Policies.TryGetValue(arn, out var policy))
                statements.AddRange(GrantedStatement.Of(policy.PolicyName, JsonNode.Parse(policy.Document)));
            else
                unknown.Add($"{arn}: a policy whose content LocalCloud does not have");
        return (statements, unknown);
    }
}
