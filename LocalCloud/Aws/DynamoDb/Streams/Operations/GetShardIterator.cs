namespace LocalCloud.Aws.DynamoDb.Streams.Operations;

internal sealed record GetShardIteratorRequest(string? StreamArn, string? ShardId, string? ShardIteratorType, string? SequenceNumber);

internal sealed record GetShardIteratorResponse(string ShardIterator);

internal static class GetShardIterator
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "GetShardIterator",
        DynamoDbJson.Default.GetShardIteratorRequest,
        DynamoDbJson.Default.GetShardIteratorResponse,
        Handle,
        Must.Member<GetShardIteratorRequest>("streamArn", r => r.StreamArn).Required().Length(37, 1024),
        Must.Member<GetShardIteratorRequest>("shardId", r => r.ShardId).Required().Length(28, 65),
        Must.Member<GetShardIteratorRequest>("shardIteratorType", r => r.ShardIteratorType)
            .Required()
            .Enum("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"),
        Must.Member<GetShardIteratorRequest>("sequenceNumber", r => r.SequenceNumber).Length(21, 40)
    );

    private static Result<GetShardIteratorResponse> Handle(DynamoDbState state, GetShardIteratorRequest request, Context context)
    {
        var byNumber = request.ShardIteratorType is "AT_SEQUENCE_NUMBER" or "AFTER_SEQUENCE_NUMBER";
        if (byNumber != request.SequenceNumber is not null)
            return DynamoDbErrors.Validation(
                byNumber
                    ? $"Invalid Request: SequenceNumber is required for ShardIteratorType {request.ShardIteratorType}"
                    : $"Invalid Request: SequenceNumber must not be specified for ShardIteratorType {request.ShardIteratorType}"
            );
        if (!StreamErrors.Find(state, request.StreamArn!).Ok(out var stream, out var error))
            return error;
        if (Shards.Find(stream.Definition, request.ShardId!) is not { } shard)
            return StreamErrors.ShardNotFound(request.ShardId!, request.StreamArn!);
        if (!After(stream, shard, request).Ok(out var after, out error))
            return error;
        return new GetShardIteratorResponse(new ShardIterator(request.StreamArn!, shard, after, context.Now).ToString());
    }

    private static Result<long> After(TableStream stream, int shard, GetShardIteratorRequest request)
    {
        if (request.ShardIteratorType == "TRIM_HORIZON")
            return ShardIterator.Horizon;
        if (request.ShardIteratorType == "LATEST")
            return stream.Last;
        if (SequenceNumber.Parse(request.SequenceNumber!) is not { } number || number == 0 || number > stream.Last)
            return DynamoDbErrors.Validation($"Invalid SequenceNumber: {request.SequenceNumber}");
        if (number <= stream.Definition.Trimmed[shard])
            return StreamErrors.Trimmed;
        return request.ShardIteratorType == "AT_SEQUENCE_NUMBER" ? number - 1 : number;
    }
}
