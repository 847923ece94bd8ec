using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

public sealed record ReceiveMessageRequest
{
    public string? QueueUrl { get; init; }

    /// <summary>What MessageSystemAttributeNames was called before.</summary>
    [QueryName("AttributeName")]
    public List<string>? AttributeNames { get; init; }

    [QueryName("MessageSystemAttributeName")]
    public List<string>? MessageSystemAttributeNames { get; init; }

    [QueryName("MessageAttributeName")]
    public List<string>? MessageAttributeNames { get; init; }

    public int? MaxNumberOfMessages { get; init; }

    public int? VisibilityTimeout { get; init; }

    public int? WaitTimeSeconds { get; init; }

    public string? ReceiveRequestAttemptId { get; init; }
}

public sealed record ReceiveMessageResponse
{
    [QueryName("Message")]
    public List<ReceivedMessage>? Messages { get; init; }
}

internal static class ReceiveMessage
{
    private const int MaxInFlight = 120_000;

    public static readonly Operation<SqsState, ReceiveMessageRequest, ReceiveMessageResponse> Definition =
        Operation<SqsState>.Define("ReceiveMessage", SqsJson.Wire.ReceiveMessageRequest, SqsJson.Wire.ReceiveMessageResponse, Handle)
            .Lacking("ReceiveRequestAttemptId is taken, but a retry does not get the same messages again");

    private static Result<ReceiveMessageResponse> Handle(SqsState state, ReceiveMessageRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (Check(request) is { } bad)
            return bad;
        queue.Advance(context.Changes);
        if (!queue.IsFifo && queue.Count(MessageStatus.InFlight) >= MaxInFlight)
            return SqsErrors.OverLimit;
        var messages = Take(state, queue, request, context);
        if (messages.Count > 0)
            return new ReceiveMessageResponse { Messages = messages };
        var until = context.Started.AddMilliseconds(request.WaitTimeSeconds * 1000L ?? queue.Settings.ReceiveWait);
        return context.Now < until ? queue.WaitUntil(until) : new ReceiveMessageResponse();
    }

    private static List<ReceivedMessage> Take(SqsState state, Queue queue, ReceiveMessageRequest request, Context context)
    {
        var timeout = request.VisibilityTimeout * 1000L ?? queue.Settings.VisibilityTimeout;
        var view = new MessageView(request);
        var received = new List<ReceivedMessage>();
        object? group = null;
        var faults = context.Host.Faults.Any ? new DeliveryFaults(state, queue, context) : null;
        while (received.Count < (request.MaxNumberOfMessages ?? 1) && (faults is null ? queue.Take(ref group) : faults.Take(ref group)) is { } message)
            if (!DeadLetters.Move(state, queue, message, context.Changes))
            {
                received.Add(view.Of(message, queue.Deliver(message, timeout, context.Changes)));
                faults?.Delivered(message);
            }
        faults?.Repeat();
        return received;
    }

    private static AwsError? Check(ReceiveMessageRequest request)
    {
        if (request.MaxNumberOfMessages is < 1 or > 10)
            return SqsErrors.InvalidParameter("MaxNumberOfMessages", request.MaxNumberOfMessages, "Must be between 1 and 10, if provided.");
        if (request.WaitTimeSeconds is < 0 or > 20)
            return SqsErrors.InvalidParameter("WaitTimeSeconds", request.WaitTimeSeconds, "Must be >= 0 and <= 20, if provided.");
        if (request.VisibilityTimeout is < 0 or > 43_200)
            return SqsErrors.InvalidParameter("VisibilityTimeout", request.VisibilityTimeout, "Must be >= 0 and <= 43200, if provided.");
        return (request.AttributeNames ?? []).Concat(request.MessageSystemAttributeNames ?? [])
            .FirstOrDefault(name => !MessageView.IsKnown(name)) is { } unknown ? SqsErrors.UnknownAttribute(unknown) : null;
    }
}
