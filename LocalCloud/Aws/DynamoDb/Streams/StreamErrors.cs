namespace LocalCloud.Aws.DynamoDb.Streams;

internal static class StreamErrors
{
    public static AwsError NotFound(string arn) =>
        new("ResourceNotFoundException", $"Requested resource not found: Stream: {arn} not found");

    public static AwsError ShardNotFound(string shard, string arn) =>
        new("ResourceNotFoundException", $"Requested resource not found: Shard: {shard} in Stream: {arn} not found");

    public static readonly AwsError Expired = new(
        "ExpiredIteratorException",
        "The shard iterator has expired and can no longer be used to retrieve stream records."
    );

    public static readonly AwsError Trimmed = new("TrimmedDataAccessException", "Attempted access to trimmed data.");

    /// <summary>Of the operations that name a stream by its ARN.</summary>
    public static Result<TableStream> Find(DynamoDbState state, string arn) =>
        !Arn.Is(arn) || !arn.Contains(":table/", StringComparison.Ordinal) || !arn.Contains("/stream/", StringComparison.Ordinal)
            ? DynamoDbErrors.Validation($"Invalid StreamArn: Invalid ResourceArn provided as input {arn}")
        : state.Streams.Find(arn) is { } stream ? stream
        : NotFound(arn);
}
