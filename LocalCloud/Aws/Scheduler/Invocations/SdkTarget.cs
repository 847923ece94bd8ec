namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>A universal target: arn:aws:scheduler:::aws-sdk:SERVICE:ACTION.</summary>
internal sealed record SdkTarget(string Service, string Action)
{
    private const string Prefix = "arn:aws:scheduler:::aws-sdk:";

    // The SDK's names of services that are not their signing names.
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["eventbridge"] = "events",
        ["cloudwatchlogs"] = "logs",
        ["ses"] = "email",
        ["sesv2"] = "ses",
    };

    /// <summary>The service's name in this host.</summary>
    public string Id => Ids.GetValueOrDefault(Service, Service);

    public string Operation => char.ToUpperInvariant(Action[0]) + Action[1..];

    public bool IsReadOnly => new[] { "get", "describe", "list" }.Any(word => Action.StartsWith(word, StringComparison.Ordinal));

    public static bool Is(string arn) => arn.StartsWith(Prefix, StringComparison.Ordinal);

    public static SdkTarget? Parse(string arn) =>
        arn[Prefix.Length..].Split(':') is [{ Length: > 0 } service, { Length: > 0 } action] ? new(service, action) : null;
}
