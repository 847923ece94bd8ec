namespace LocalCloud.Aws.Logs;

internal static class Arns
{
    /// <summary>The group that a name or an ARN (also with :* at its end) means; null when it is not of this account and region.</summary>
    public static string? GroupOf(string identifier, Scope scope)
    {
        if (!Arn.Is(identifier))
            return identifier;
        var prefix = scope.Arn("logs", "log-group:");
        return identifier.StartsWith(prefix, StringComparison.Ordinal) ? identifier[prefix.Length..].Split(':')[0] : null;
    }
}
