using System.Text.Json;

namespace LocalCloud.Aws.Iam.Evaluation;

internal enum PolicyKind
{
    /// <summary>Of users, groups, roles and sessions: names no principal.</summary>
    Own,

    /// <summary>Of who may assume a role: names no resource.</summary>
    Trust,
}

/// <summary>
/// What IAM asks of a policy's text: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
/// </summary>
internal static class PolicyGrammar
{
    private static readonly string[] Elements = ["Version", "Id", "Statement"];

    private static readonly string[] OfStatements =
    [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];

    public static readonly AwsError Syntax = Malformed("Syntax errors in policy.");

    public static AwsError? Check(string? text, PolicyKind kind)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return Check(document.RootElement, kind);
        }
        catch (JsonException)
        {
            return Syntax;
        }
    }

    private static AwsError? Check(JsonElement policy, PolicyKind kind)
    {
        if (
            policy.ValueKind != JsonValueKind.Object
            || policy.EnumerateObject().Any(m => !Elements.Contains(m.Name))
            || !policy.TryGetProperty("Statement", out var statements)
        )
            return Syntax;
        if (policy.TryGetProperty("Version", out var version) && version.ToString() is not ("2012-10-17" or "2008-10-17"))
            return Malformed("The policy must contain a valid version string");
        List<JsonElement> all = statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : [statements];
        foreach (var statement in all)
            if (Statement(statement, kind) is { } wrong)
                return wrong;
        var ids = all.Select(s => s.TryGetProperty("Sid", out var sid) ? sid.ToString() : "").Where(sid => sid.Length > 0).ToList();
        return ids.Distinct(StringComparer.Ordinal).Count() < ids.Count
            ? Malformed("Statement IDs (SID) in a single policy must be unique.")
            : null;
    }

    private static AwsError? Statement(JsonElement statement, PolicyKind kind)
    {
        if (
            statement.ValueKind != JsonValueKind.Object
            || statement.EnumerateObject().Any(m => !OfStatements.Contains(m.Name))
            || !statement.TryGetProperty("Effect", out var effect)
            || effect.ToString() is not ("Allow" or "Deny")
        )
            return Syntax;
        var read = AccessStatement.Of(statement);
        if ((read.Actions ?? read.NotActions) is not { Count: > 0 } actions || read is { Actions: not null, NotActions: not null })
            return Malformed("Policy statement must contain actions.");
        if (actions.Any(a => a != "*" && !a.Contains(':', StringComparison.Ordinal)))
            return Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        if (read.Conditions.Any(c => c.Operator is null))
            return Syntax;
        return kind is PolicyKind.Trust ? Trust(read, actions) : Own(read);
    }

    private static AwsError? Own(AccessStatement statement)
    {
        if (statement.Principals is not null || statement.NotPrincipals is not null)
            return Malformed("Policy document should not specify a principal.");
        if ((statement.Resources ?? statement.NotResources) is not { Count: > 0 } resources)
            return Malformed("Policy statement must contain resources.");
        return
            resources.FirstOrDefault(r =>
                r != "*"
                && !r.StartsWith("arn:", StringComparison.Ordinal)
                && !r.StartsWith('*')
                && !r.StartsWith("${", StringComparison.Ordinal)
            )
                is { } wrong
            ? Malformed($"Resource {wrong} must be in ARN format or \"*\".")
            : null;
    }

    private static AwsError? Trust(AccessStatement statement, IReadOnlyList<string> actions) =>
        statement.Resources is not null || statement.NotResources is not null ? Malformed("Has prohibited field Resource")
        : statement.Principals is null && statement.NotPrincipals is null ? Malformed("Missing required field Principal")
        : actions.Any(a => a != "*" && !a.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
            ? Malformed("AssumeRole policy may only specify STS AssumeRole actions.")
        : null;

    private static AwsError Malformed(string message) => new("MalformedPolicyDocument", message);
}
