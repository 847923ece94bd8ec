namespace LocalCloud.Aws;

/// <summary>
/// arn:partition:service:region:account:resource (docs: IAM, Amazon Resource Names). Region and account are empty where a service has none
/// of them (iam, s3); the resource may have colons and slashes of its own.
/// </summary>
internal readonly record struct Arn(string Service, Scope Scope, string Resource)
{
    private const string Prefix = "arn:";

    public string Partition { get; private init; } = "aws";

    public string Region => Scope.Region;

    public string Account => Scope.Account;

    /// <summary>What stands before the resource's first colon or slash; empty where it has neither: queues, topics, buckets.</summary>
    public string Type => Resource[..Math.Max(0, Separator)];

    /// <summary>What stands behind it; else all of the resource.</summary>
    public string Id => Resource[(Separator + 1)..];

    private int Separator => Resource.AsSpan().IndexOfAny(':', '/');

    /// <summary>Whether a name or ARN is meant as an ARN: no name has a colon there.</summary>
    public static bool Is(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What stands behind the last colon: the name of a queue or a topic; of what is no ARN all of it.</summary>
    public static string LastOf(string text) => text[(text.LastIndexOf(':') + 1)..];

    public static bool TryParse(string text, out Arn arn)
    {
        var parts = text.Split(':', 6);
        arn = default;
        if (
            parts is not ["arn", var partition, { Length: > 0 } service, var region, var account, { Length: > 0 } resource]
            || !partition.StartsWith("aws", StringComparison.Ordinal)
        )
            return false;
        arn = new(service, new(account, region), resource) { Partition = partition };
        return true;
    }

    public override string ToString() => $"{Prefix}{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
