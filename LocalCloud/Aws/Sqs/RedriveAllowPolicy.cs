using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs;

/// <summary>Which queues may send their dead letters here.</summary>
/// <param name="Sources">null: all.</param>
internal sealed record RedriveAllowPolicy(IReadOnlyList<string>? Sources)
{
    private const int MaxSources = 10;

    public bool Allows(string sourceArn) => Sources?.Contains(sourceArn) ?? true;

    /// <param name="text">Not empty.</param>
    public static Result<RedriveAllowPolicy> Parse(string text)
    {
        if (JsonText.Object(text) is not { } json || json.Any(member => member.Key is not ("redrivePermission" or "sourceQueueArns")))
            return Unsupported(text);
        var sources = json["sourceQueueArns"];
        return (json["redrivePermission"] as JsonValue)?.ToString() switch
        {
            "allowAll" when sources is null => new RedriveAllowPolicy((IReadOnlyList<string>?)null),
            "denyAll" when sources is null => new RedriveAllowPolicy([]),
            "byQueue" when sources is JsonArray { Count: > 0 } arns && arns.All(arn => arn is JsonValue) => arns.Count <= MaxSources
                ? new RedriveAllowPolicy([.. arns.Select(arn => arn!.ToString())])
                : Invalid(text, $"You can specify up to {MaxSources} source queue ARNs."),
            _ => Unsupported(text),
        };
    }

    private static AwsError Unsupported(string text) =>
        Invalid(text, "Amazon SQS can't create the redrive allow policy, as it\u2019s in an unsupported format.");

    private static AwsError Invalid(string text, string reason) => SqsErrors.InvalidParameter("RedriveAllowPolicy", text, reason);
}
