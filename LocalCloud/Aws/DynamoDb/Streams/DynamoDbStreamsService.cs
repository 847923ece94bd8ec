using LocalCloud.Aws.DynamoDb.Streams.Operations;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>The API that reads streams: another target than DynamoDB's, the same signing name, and the same state.</summary>
internal sealed class DynamoDbStreamsService : Service
{
    public override string Id => "streams.dynamodb";

    public override string TargetPrefix => "DynamoDBStreams_20120810";

    public override string ErrorNamespace => "com.amazonaws.dynamodb.v20120810";

    public override AwsError Invalid(string message) => DynamoDbErrors.Validation(message);

    public override AwsError Throttled => new("LimitExceededException", "Request rate is too high. Reduce the frequency of requests.");

    public override AwsError Broken => DynamoDbErrors.Broken;

    public override IReadOnlyList<Operation> Operations =>
        field ??= [DescribeStream.Definition, GetRecords.Definition, GetShardIterator.Definition, ListStreams.Definition];

    protected override ServiceState CreateState(Scope scope) => Host.Service<DynamoDbService>().State(scope);
}
