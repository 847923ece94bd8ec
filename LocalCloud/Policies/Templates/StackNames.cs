namespace LocalCloud.Policies.Templates;

/// <summary>
/// Names of a stack's resources as its template calls them: a policy with them holds for each deployment, whatever names CloudFormation
/// makes. They are texts for Fn::Sub: ${Jobs.Arn}, ${Orders.Arn}/index/byState.
/// </summary>
internal sealed class StackNames(IEnumerable<StackResource> resources, string region, string account)
{
    private readonly List<(string Arn, string Name)> _names =
    [
        .. resources
            .Select(r => (Arn: r.Arn(region, account), Name: r.RefIsArn ? $"${{{r.LogicalId}}}" : $"${{{r.LogicalId}.Arn}}"))
            .Where(r => r.Arn is not null)
            .Select(r => (r.Arn!, r.Name))
            .OrderByDescending(r => r.Item1.Length),
    ];

    /// <summary>null for what is none of the stack's.</summary>
    public string? Of(string arn)
    {
        foreach (var (own, name) in _names)
            if (arn == own || IsSecret(arn, own))
                return name;
            else if (arn.Length > own.Length && arn.StartsWith(own, StringComparison.Ordinal) && arn[own.Length] is '/' or ':')
                return name + arn[own.Length..];
        return null;
    }

    // A permission leaves the six characters behind a secret's name open, which its own ARN has
    private static bool IsSecret(string arn, string own) =>
        arn.EndsWith("-??????", StringComparison.Ordinal)
        && own.Length == arn.Length
        && own.StartsWith(arn[..^6], StringComparison.Ordinal);
}
