namespace LocalCloud.Policies.Templates;

/// <summary>A resource of a stack that is deployed.</summary>
/// <param name="LogicalId">as the template has it</param>
/// <param name="Type">as AWS::SQS::Queue</param>
/// <param name="PhysicalId">what Ref answers</param>
internal sealed record StackResource(string LogicalId, string Type, string PhysicalId)
{
    internal bool RefIsArn => PhysicalId.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>What its attribute Arn answers; null for types whose ARN cannot be told by the id.</summary>
    internal string? Arn(string region, string account)
    {
        var of = $"arn:aws:{{0}}:{region}:{account}:{{1}}";
        return Type switch
        {
            _ when RefIsArn => PhysicalId,
            "AWS::SQS::Queue" => string.Format(null, of, "sqs", PhysicalId[(PhysicalId.LastIndexOf('/') + 1)..]),
            "AWS::DynamoDB::Table" => string.Format(null, of, "dynamodb", $"table/{PhysicalId}"),
            "AWS::S3::Bucket" => $"arn:aws:s3:::{PhysicalId}",
            "AWS::Events::EventBus" => string.Format(null, of, "events", $"event-bus/{PhysicalId}"),
            "AWS::Lambda::Function" => string.Format(null, of, "lambda", $"function:{PhysicalId}"),
            "AWS::Logs::LogGroup" => string.Format(null, of, "logs", $"log-group:{PhysicalId}:*"),
            _ => null,
        };
    }
}
