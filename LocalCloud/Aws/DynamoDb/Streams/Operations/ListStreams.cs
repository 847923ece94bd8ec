using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Streams.Operations;

internal sealed record ListStreamsRequest(string? TableName, int? Limit, string? ExclusiveStartStreamArn);

internal sealed record ListedStream(string StreamArn, string TableName, string StreamLabel);

internal sealed record ListStreamsResponse(List<ListedStream> Streams, string? LastEvaluatedStreamArn);

internal static class ListStreams
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListStreams",
        DynamoDbJson.Default.ListStreamsRequest,
        DynamoDbJson.Default.ListStreamsResponse,
        Handle,
        Must.Member<ListStreamsRequest>("tableName", r => r.TableName).Length(3, 255).Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
        Must.Member<ListStreamsRequest>("limit", r => r.Limit).Range(1, 100),
        Must.Member<ListStreamsRequest>("exclusiveStartStreamArn", r => r.ExclusiveStartStreamArn).Length(37, 1024)
    );

    private static Result<ListStreamsResponse> Handle(DynamoDbState state, ListStreamsRequest request, Context context)
    {
        var limit = request.Limit ?? 100;
        var listed = state
            .Streams.All.Where(stream => request.TableName is null || stream.Definition.Table == request.TableName)
            .Select(stream => new ListedStream(state.Streams.ArnOf(stream.Definition), stream.Definition.Table, stream.Definition.Label))
            .Where(stream =>
                request.ExclusiveStartStreamArn is null || string.CompareOrdinal(stream.StreamArn, request.ExclusiveStartStreamArn) > 0
            )
            .Take(limit + 1)
            .ToList();
        return listed.Count > limit
            ? new ListStreamsResponse(listed[..limit], listed[limit - 1].StreamArn)
            : new ListStreamsResponse(listed, null);
    }
}
