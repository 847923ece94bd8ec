namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>
/// How an event tells of a failure of a resource's handler: the service's message, and which of the handlers' codes it is
/// (docs: CloudFormation CLI user guide, Handler error codes).
/// </summary>
internal static class HandlerFailure
{
    public static string Of(AwsError error, string type)
    {
        var code = Code(error);
        // A name that is taken is the handler's own finding, no answer of the service
        var message =
            code == AlreadyExists && error.Code == AlreadyExists
                ? error.Message
                : $"{error.Message} (Service: {Service(type)}, Status Code: {error.Status}, Request ID: {Guid.NewGuid()}) (SDK Attempt "
                    + "Count: 1)";
        return $"Resource handler returned message: \"{message}\" (RequestToken: {Guid.NewGuid()}, HandlerErrorCode: {code})";
    }

    private const string AlreadyExists = "AlreadyExists";

    private static string Code(AwsError error) =>
        error.Code switch
        {
            AlreadyExists or "BucketAlreadyExists" or "BucketAlreadyOwnedByYou" or "EntityAlreadyExists" or "ParameterAlreadyExists" =>
                AlreadyExists,
            "NotStabilized" or "NotUpdatable" => error.Code,
            var code
                when code.Contains("AlreadyExists", StringComparison.Ordinal)
                    || code.Contains("ResourceConflict", StringComparison.Ordinal) => AlreadyExists,
            var code when code.Contains("NotFound", StringComparison.Ordinal) || code is "NoSuchEntity" or "NoSuchBucket" => "NotFound",
            var code when code.Contains("AccessDenied", StringComparison.Ordinal) => "AccessDenied",
            var code when code.Contains("Throttl", StringComparison.Ordinal) => "Throttling",
            var code when code.Contains("LimitExceeded", StringComparison.Ordinal) => "ServiceLimitExceeded",
            "BucketNotEmpty" => "GeneralServiceException",
            _ when error.Status >= 500 => "ServiceInternalError",
            _ => "InvalidRequest",
        };

    /// <summary>As the SDK that the handlers use calls the service.</summary>
    private static string Service(string type) =>
        type.Split("::") switch
        {
            [_, "SQS", ..] => "Sqs",
            [_, "SNS", ..] => "Sns",
            [_, "IAM", ..] => "Iam",
            [_, "SSM", ..] => "Ssm",
            [_, "RDS", ..] => "Rds",
            [_, "Events", ..] => "EventBridge",
            [_, "Logs", ..] => "CloudWatchLogs",
            [_, "DynamoDB", ..] => "DynamoDb",
            [_, var name, ..] => name,
            _ => type,
        };
}
