using System.Globalization;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Deliveries;

/// <summary>Why a message is in a dead-letter queue: the attributes that rules and schedules have in common, beside their own.</summary>
internal static class DeadLetter
{
    /// <param name="target">ARN</param>
    /// <param name="retries">tries after the first</param>
    public static Dictionary<string, MessageAttributeValue> Attributes(
        string target,
        DeliveryFailure failure,
        int retries,
        params ReadOnlySpan<(string Name, string Value)> own
    )
    {
        var attributes = new Dictionary<string, MessageAttributeValue>
        {
            ["TARGET_ARN"] = MessageAttributeValue.Of(target),
            ["ERROR_CODE"] = MessageAttributeValue.Of(failure.Code),
            ["ERROR_MESSAGE"] = MessageAttributeValue.Of(failure.Message),
            ["RETRY_ATTEMPTS"] = MessageAttributeValue.Of(retries.ToString(CultureInfo.InvariantCulture)),
        };
        if (failure.Exhausted is { } condition)
            attributes["EXHAUSTED_RETRY_CONDITION"] = MessageAttributeValue.Of(condition);
        foreach (var (name, value) in own)
            attributes[name] = MessageAttributeValue.Of(value);
        return attributes;
    }
}
