using LocalCloud.Aws.Sqs.History;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record ReceiveMessageRequest
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

internal sealed record ReceiveMessageResponse
{
    [QueryName("Message")]
    public List<ReceivedMessage>? Messages { get; init; }
}

internal static class ReceiveMessage
{
    public static readonly Operation<SqsState, ReceiveMessageRequest, ReceiveMessageResponse> Definition = Operation<SqsState>.Define(
        "ReceiveMessage",
        SqsJson.Wire.ReceiveMessageRequest,
        SqsJson.Wire.ReceiveMessageResponse,
        Handle
    );

    private static Result<ReceiveMessageResponse> Handle(SqsState state, ReceiveMessageRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (Check(request) is { } bad)
            return bad;
        if (QueueKey.Fault(state, queue, context) is { } locked)
            return locked;
        queue.Advance(context.Changes);
        // The parameter means nothing to a standard queue, and is taken there all the same.
        var attempt = queue.IsFifo ? request.ReceiveRequestAttemptId : null;
        var again = attempt is null ? default : queue.Attempts.Again(attempt);
        if (again.Error is { } refused)
            return refused;
        var before = again.Value;
        var wait = request.WaitTimeSeconds * 1000L ?? queue.Settings.ReceiveWait;
        var free = ((SqsService)state.Service).MaxInFlight - queue.Count(MessageStatus.InFlight);
        // docs: ReceiveMessage; a long poll and a FIFO queue get nothing instead
        if (free <= 0 && before is null && wait == 0 && !queue.IsFifo)
            return SqsErrors.OverLimit;
        var received = before is null ? Take(state, queue, request, free, context) : Retake(queue, request, before, context);
        if (received.Count > 0)
        {
            if (attempt is not null)
                queue.Attempts.Remember(attempt, received, state.Now, context.Changes);
            SenderLinks.Add(received);
            var view = new MessageView(request);
            return new ReceiveMessageResponse { Messages = [.. received.Select(m => view.Of(m, queue.HandleOf(m)))] };
        }
        var until = context.Started.AddMilliseconds(wait);
        if (context.Now < until)
            return queue.WaitUntil(until);
        context.FoundNothing = true;
        return new ReceiveMessageResponse();
    }

    private static List<Message> Take(SqsState state, Queue queue, ReceiveMessageRequest request, int free, Context context)
    {
        var received = new List<Message>();
        var max = Math.Min(request.MaxNumberOfMessages ?? 1, free);
        object? group = null;
        var faults = context.Host.Faults.Any ? new DeliveryFaults(state, queue, context) : null;
        while (received.Count < max && (faults is null ? queue.Take(ref group) : faults.Take(ref group)) is { } message)
            if (!DeadLetters.Move(state, queue, message, context.Changes))
            {
                queue.Deliver(message, Timeout(queue, request), context.Changes);
                queue.Note(message, Steps.Received, context);
                received.Add(message);
                faults?.Delivered(message);
            }
        faults?.Repeat();
        return received;
    }

    // The same receive once more: it is not counted, and hides the messages anew.
    private static List<Message> Retake(Queue queue, ReceiveMessageRequest request, List<Message> before, Context context)
    {
        foreach (var message in before)
            queue.ChangeVisibility(message, Timeout(queue, request), context.Changes);
        return before;
    }

    private static long Timeout(Queue queue, ReceiveMessageRequest request) =>
        request.VisibilityTimeout * 1000L ?? queue.Settings.VisibilityTimeout;

    private static AwsError? Check(ReceiveMessageRequest request)
    {
        if (request.MaxNumberOfMessages is < 1 or > 10)
            return SqsErrors.InvalidParameter("MaxNumberOfMessages", request.MaxNumberOfMessages, "Must be between 1 and 10, if provided.");
        if (request.WaitTimeSeconds is < 0 or > 20)
            return SqsErrors.InvalidParameter("WaitTimeSeconds", request.WaitTimeSeconds, "Must be >= 0 and <= 20, if provided.");
        if (request.VisibilityTimeout is < 0 or > 43_200)
            return SqsErrors.InvalidParameter("VisibilityTimeout", request.VisibilityTimeout, "Must be >= 0 and <= 43200, if provided.");
        if (request.ReceiveRequestAttemptId is { } attempt && Sending.CheckId("ReceiveRequestAttemptId", attempt) is { } badId)
            return badId;
        return
            (request.AttributeNames ?? [])
                .Concat(request.MessageSystemAttributeNames ?? [])
                .FirstOrDefault(name => !MessageView.IsKnown(name))
                is { } unknown
            ? SqsErrors.UnknownAttribute(unknown)
            : null;
    }
}
