using System.Globalization;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record GetQueueAttributesRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("AttributeName")]
    public List<string>? AttributeNames { get; init; }
}

internal sealed record GetQueueAttributesResponse
{
    [QueryName("Attribute")]
    public Dictionary<string, string>? Attributes { get; init; }
}

internal static class GetQueueAttributes
{
    public static readonly Operation<SqsState, GetQueueAttributesRequest, GetQueueAttributesResponse> Definition =
        Operation<SqsState>.Define(
            "GetQueueAttributes",
            SqsJson.Wire.GetQueueAttributesRequest,
            SqsJson.Wire.GetQueueAttributesResponse,
            Handle
        );

    private static Result<GetQueueAttributesResponse> Handle(SqsState state, GetQueueAttributesRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        var names = request.AttributeNames ?? [];
        if (names.Find(name => !QueueAttributes.IsKnown(name)) is { } unknown)
            return SqsErrors.UnknownAttribute(unknown);
        queue.Advance(context.Changes);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Contains("All") ? QueueAttributes.Names : names)
            if (Value(queue, name) is { } value)
                values[name] = value;
        return new GetQueueAttributesResponse { Attributes = values.Count == 0 ? null : values };
    }

    private static string? Value(Queue queue, string name) =>
        name switch
        {
            "QueueArn" => queue.Arn,
            "ApproximateNumberOfMessages" => Text(queue.Count(MessageStatus.Visible)),
            "ApproximateNumberOfMessagesNotVisible" => Text(queue.Count(MessageStatus.InFlight)),
            "ApproximateNumberOfMessagesDelayed" => Text(queue.Count(MessageStatus.Delayed)),
            "CreatedTimestamp" => Text(queue.Row.Created.ToUnixTimeSeconds()),
            "LastModifiedTimestamp" => Text(queue.Row.Modified.ToUnixTimeSeconds()),
            "KmsDataKeyReusePeriodSeconds" when queue.Row.Attributes.ContainsKey("KmsMasterKeyId") =>
                queue.Row.Attributes.GetValueOrDefault(name) ?? "300",
            // Only one kind of encryption at a time.
            "SqsManagedSseEnabled" when queue.Row.Attributes.ContainsKey("KmsMasterKeyId") => "false",
            _ => queue.Row.Attributes.GetValueOrDefault(name) ?? QueueAttributes.Default(name, queue.IsFifo),
        };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
