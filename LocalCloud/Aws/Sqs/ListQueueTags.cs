using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record ListQueueTagsRequest(string? QueueUrl);

internal sealed record ListQueueTagsResponse
{
    [QueryName("Tag", "Key")]
    public Dictionary<string, string>? Tags { get; init; }
}

internal static class ListQueueTags
{
    public static readonly Operation<SqsState, ListQueueTagsRequest, ListQueueTagsResponse> Definition = Operation<SqsState>.Define(
        "ListQueueTags",
        SqsJson.Wire.ListQueueTagsRequest,
        SqsJson.Wire.ListQueueTagsResponse,
        Handle
    );

    private static Result<ListQueueTagsResponse> Handle(SqsState state, ListQueueTagsRequest request, Context context) =>
        state.Find(request.QueueUrl).Ok(out var queue, out var error)
            ? new ListQueueTagsResponse { Tags = queue.Row.Tags.Count == 0 ? null : queue.Row.Tags }
            : error;
}
