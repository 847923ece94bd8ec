using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

public sealed record SetQueueAttributesRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("Attribute")]
    public Dictionary<string, string>? Attributes { get; init; }
}

internal static class SetQueueAttributes
{
    public static readonly Operation<SqsState, SetQueueAttributesRequest, Nothing> Definition =
        Operation<SqsState>.Define("SetQueueAttributes", SqsJson.Wire.SetQueueAttributesRequest, Handle);

    private static Result<Nothing> Handle(SqsState state, SetQueueAttributesRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (request.Attributes is not { Count: > 0 } attributes)
            return SqsErrors.Missing("Attribute.Name");
        if (attributes.TryGetValue("FifoQueue", out var fifo) && fifo != (queue.IsFifo ? "true" : "false"))
            return SqsErrors.UnknownAttribute("FifoQueue");
        if ((QueueAttributes.Check(attributes, queue.IsFifo) ?? DeadLetters.Check(state, attributes, queue.IsFifo)) is { } bad)
            return bad;
        var merged = new Dictionary<string, string>(queue.Row.Attributes, StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            merged[name] = value;
        queue.Advance(context.Changes);
        queue.Save(queue.Row with { Attributes = QueueAttributes.NotEmpty(merged), Modified = context.Now }, context.Changes);
        return Nothing.Instance;
    }
}
