using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record SetQueueAttributesRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("Attribute")]
    public Dictionary<string, string>? Attributes { get; init; }
}

internal static class SetQueueAttributes
{
    public static readonly Operation<SqsState, SetQueueAttributesRequest, Nothing> Definition = Operation<SqsState>.Define(
        "SetQueueAttributes",
        SqsJson.Wire.SetQueueAttributesRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, SetQueueAttributesRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (request.Attributes is not { Count: > 0 } given)
            return SqsErrors.Missing("Attribute.Name");
        var attributes = QueueAttributes.Normal(given);
        if (attributes.TryGetValue("FifoQueue", out var fifo))
        {
            if (!queue.IsFifo)
                return SqsErrors.UnknownAttribute("FifoQueue");
            if (fifo != "true")
                return SqsErrors.BadAttribute("FifoQueue", "Modifying queue type is not supported.");
        }
        if ((QueueAttributes.Check(attributes, queue.IsFifo) ?? DeadLetters.Check(state, attributes, queue.IsFifo)) is { } bad)
            return bad;
        var merged = QueueAttributes.Merge(queue.Row.Attributes, attributes);
        if ((QueueAttributes.CheckEncryption(attributes) ?? QueueAttributes.CheckThroughput(merged)) is { } conflict)
            return conflict;
        queue.Advance(context.Changes);
        queue.Save(queue.Row with { Attributes = merged, Modified = context.Now }, context.Changes);
        if (queue.IsFifo && attributes.ContainsKey("DelaySeconds"))
            queue.DelayAnew(context.Changes);
        return Nothing.Instance;
    }
}
