using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs;

/// <summary>After how many receives a message goes to which dead-letter queue.</summary>
internal sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount)
{
    public string TargetName => Arn.LastOf(DeadLetterTargetArn);

    /// <param name="text">Not empty.</param>
    public static Result<RedrivePolicy> Parse(string text)
    {
        if (JsonText.Object(text) is not { } json)
            return Invalid(text, "Redrive policy is not a valid JSON map.");
        if (Text(json["maxReceiveCount"]) is not { Length: > 0 } count)
            return Invalid(text, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        if (Text(json["deadLetterTargetArn"]) is not { Length: > 0 } arn)
            return Invalid(text, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        if (arn.Split(':') is not ["arn", _, "sqs", _, _, { Length: > 0 }])
            return Invalid(text, "Invalid value for deadLetterTargetArn.");
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var max) || max is < 1 or > 1000)
            return Invalid(text, $"Invalid value for maxReceiveCount: {count}, valid values are from 1 to 1000 both inclusive.");
        return new RedrivePolicy(arn, max);
    }

    public static AwsError Invalid(string text, string reason) => SqsErrors.InvalidParameter("RedrivePolicy", text, reason);

    // AWS takes the count as a number and as text.
    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;
}
