using System.IO.Enumeration;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>The policy that a Lambda authorizer returned, asked about one call: a Deny that fits outweighs every Allow.</summary>
internal static class InvokePolicy
{
    private const string Action = "execute-api:Invoke";

    public static bool Allows(JsonElement policy, string arn)
    {
        var allowed = false;
        foreach (var statement in Many(policy, "Statement"))
        {
            if (statement.ValueKind is not JsonValueKind.Object || !Matches(statement, "Action", Action) || !Matches(statement, "Resource", arn))
                continue;
            if (!statement.TryGetProperty("Effect", out var effect) || effect.ValueKind is not JsonValueKind.String)
                continue;
            if (effect.ValueEquals("Deny"))
                return false;
            allowed |= effect.ValueEquals("Allow");
        }
        return allowed;
    }

    private static bool Matches(JsonElement statement, string member, string value) => Many(statement, member).Any(pattern =>
        pattern.ValueKind is JsonValueKind.String && FileSystemName.MatchesSimpleExpression(pattern.GetString()!.Replace(@"\", @"\\", StringComparison.Ordinal), value, ignoreCase: member == "Action"));

    private static IEnumerable<JsonElement> Many(JsonElement of, string member) =>
        of.ValueKind is not JsonValueKind.Object || !of.TryGetProperty(member, out var value) ? []
        : value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : [value];
}
