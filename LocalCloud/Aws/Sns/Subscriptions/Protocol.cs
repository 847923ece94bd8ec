namespace LocalCloud.Aws.Sns.Subscriptions;

/// <summary>The protocols of subscriptions, and what their endpoints have to look like.</summary>
internal static class Protocol
{
    public static AwsError? Check(string? protocol, string? endpoint, bool fifoTopic)
    {
        if (protocol is not ("http" or "https" or "email" or "email-json" or "sms" or "sqs" or "application" or "lambda" or "firehose"))
            return SnsErrors.Invalid($"Amazon SNS does not support this protocol string: {protocol}");
        if (fifoTopic && protocol != "sqs")
            return SnsErrors.Invalid($"Invalid protocol type: {protocol}");
        if (protocol is "firehose")
            return AwsError.NotSupported("Subscribe", $"Protocol {protocol}");
        return CheckEndpoint(protocol, endpoint ?? "", fifoTopic);
    }

    /// <summary>
    /// Those that are asked whether they want it; the others belong to the same cloud (or, sms, are taken at their word).
    /// </summary>
    public static bool NeedsConfirmation(string protocol) => protocol is "http" or "https" or "email" or "email-json";

    public static bool TakesRaw(string protocol) => protocol is "http" or "https" or "sqs";

    public static bool IsPhoneNumber(string number) =>
        number.Length is >= 6 and <= 20 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static AwsError? CheckEndpoint(string protocol, string endpoint, bool fifoTopic)
    {
        switch (protocol)
        {
            case "http" or "https":
                return endpoint.StartsWith($"{protocol}://", StringComparison.Ordinal) && Uri.TryCreate(endpoint, UriKind.Absolute, out _)
                    ? null
                    : SnsErrors.Invalid("Endpoint must match the specified protocol");
            case "email" or "email-json":
                return
                    MimeKit.MailboxAddress.TryParse(endpoint, out var mailbox)
                    && mailbox.Address == endpoint
                    && endpoint.IndexOf('@') is > 0 and var at
                    && at < endpoint.Length - 1
                    ? null
                    : SnsErrors.Invalid("Email address");
            case "sms":
                return IsPhoneNumber(endpoint) ? null : SnsErrors.Invalid($"Invalid SMS endpoint: {endpoint}");
            case "application":
                return
                    Arn.TryParse(endpoint, out var device)
                    && device.Service == "sns"
                    && device.Resource.StartsWith("endpoint/", StringComparison.Ordinal)
                    ? null
                    : SnsErrors.Invalid("Application endpoint ARN");
            case "lambda":
                return Arn.TryParse(endpoint, out var function) && function.Service == "lambda"
                    ? null
                    : SnsErrors.Invalid("Lambda endpoint ARN");
            default:
                if (!Arn.TryParse(endpoint, out var queue) || queue.Service != "sqs")
                    return SnsErrors.Invalid("SQS endpoint ARN");
                return !fifoTopic && endpoint.EndsWith(".fifo", StringComparison.Ordinal)
                    ? SnsErrors.Invalid("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics")
                    : null;
        }
    }
}
