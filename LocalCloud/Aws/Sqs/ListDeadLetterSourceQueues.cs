using System.Text.Json.Serialization;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record ListDeadLetterSourceQueuesRequest(string? QueueUrl, int? MaxResults, string? NextToken);

internal sealed record ListDeadLetterSourceQueuesResponse
{
    [JsonPropertyName("queueUrls"), QueryName("QueueUrl")]
    public required List<string>? QueueUrls { get; init; }

    public string? NextToken { get; init; }
}

internal static class ListDeadLetterSourceQueues
{
    public static readonly Operation<SqsState, ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse> Definition =
        Operation<SqsState>.Define(
            "ListDeadLetterSourceQueues",
            SqsJson.Wire.ListDeadLetterSourceQueuesRequest,
            SqsJson.Wire.ListDeadLetterSourceQueuesResponse,
            Handle
        );

    private static Result<ListDeadLetterSourceQueuesResponse> Handle(
        SqsState state,
        ListDeadLetterSourceQueuesRequest request,
        Context context
    )
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        var sources = state.Queues.Values.Where(q => q.Settings.Redrive?.DeadLetterTargetArn == queue.Arn);
        return QueueUrls.Page(state, context, sources, request.MaxResults, request.NextToken).Ok(out var page, out error)
            ? new ListDeadLetterSourceQueuesResponse { QueueUrls = page.Urls is [] ? null : page.Urls, NextToken = page.Next }
            : error;
    }
}
