using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record TagQueueRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("Tag", "Key")]
    public Dictionary<string, string>? Tags { get; init; }
}

internal static class TagQueue
{
    public static readonly Operation<SqsState, TagQueueRequest, Nothing> Definition = Operation<SqsState>.Define(
        "TagQueue",
        SqsJson.Wire.TagQueueRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, TagQueueRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (request.Tags is not { Count: > 0 } added)
            return SqsErrors.Missing("Tags");
        if (!QueueTags.Add(queue, added).Ok(out var tags, out error))
            return error;
        queue.Save(queue.Row with { Tags = tags }, context.Changes);
        return Nothing.Instance;
    }
}
