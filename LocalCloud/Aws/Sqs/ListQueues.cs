using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record ListQueuesRequest(string? QueueNamePrefix, int? MaxResults, string? NextToken);

internal sealed record ListQueuesResponse
{
    [QueryName("QueueUrl")]
    public List<string>? QueueUrls { get; init; }

    public string? NextToken { get; init; }
}

internal static class ListQueues
{
    public static readonly Operation<SqsState, ListQueuesRequest, ListQueuesResponse> Definition = Operation<SqsState>.Define(
        "ListQueues",
        SqsJson.Wire.ListQueuesRequest,
        SqsJson.Wire.ListQueuesResponse,
        Handle
    );

    private static Result<ListQueuesResponse> Handle(SqsState state, ListQueuesRequest request, Context context)
    {
        var queues = state.Queues.Values.Where(q => q.Name.StartsWith(request.QueueNamePrefix ?? "", StringComparison.Ordinal));
        var page = QueueUrls.Page(state, context, queues, request.MaxResults, request.NextToken);
        return page.Ok(out var found, out var error)
            ? new ListQueuesResponse { QueueUrls = found.Urls is [] ? null : found.Urls, NextToken = found.Next }
            : error;
    }
}
