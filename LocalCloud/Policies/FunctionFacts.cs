namespace LocalCloud.Policies;

/// <summary>What of a function's configuration asks for permissions of its role, whether it was used so far or not.</summary>
internal sealed record FunctionFacts(string Name, string Region, string Account)
{
    /// <summary>The group that it logs to.</summary>
    public required string LogGroup { get; init; }

    /// <summary>ARNs of the queues that Lambda polls for it.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>ARNs of the DynamoDB streams that Lambda reads for it.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>ARNs of destinations and dead-letter queues.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>TracingConfig's mode is Active.</summary>
    public bool IsTraced { get; init; }

    public bool IsInVpc { get; init; }

    /// <summary>
    /// As AWS's own policies for it have them: AWSLambdaBasicExecutionRole, AWSLambdaSQSQueueExecutionRole, AWSLambdaDynamoDBExecutionRole,
    /// AWSXRayDaemonWriteAccess, AWSLambdaVPCAccessExecutionRole
    /// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html).
    /// </summary>
    public IEnumerable<Permission> Needs()
    {
        var group = $"arn:aws:logs:{Region}:{Account}:log-group:{LogGroup}";
        foreach (var action in new[] { "logs:CreateLogStream", "logs:PutLogEvents" })
            yield return new(action, $"{group}:*") { Forms = [$"{group}:*", group, $"{group}:log-stream:*"] };
        foreach (var queue in Queues)
        foreach (var action in new[] { "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes" })
            yield return new(action, queue);
        foreach (var stream in Streams)
        foreach (var action in new[] { "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator" })
            yield return new(action, stream);
        if (Streams.Count > 0)
            yield return new("dynamodb:ListStreams", "*");
        foreach (var destination in Destinations)
        foreach (var permission in Sending(destination))
            yield return permission;
        foreach (var action in IsTraced ? (string[])["xray:PutTraceSegments", "xray:PutTelemetryRecords"] : [])
            yield return new(action, "*");
        if (!IsInVpc)
            yield break;
        foreach (var action in Looks)
            yield return new(action, "*");
        foreach (var action in Interfaces)
            yield return new(action, $"arn:aws:ec2:{Region}:{Account}:*/*");
    }

    // Actions that name no resource
    private static readonly string[] Looks = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];

    // On interfaces, subnets and security groups
    private static readonly string[] Interfaces =
    [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
    ];

    // docs: invocation-async-retain-records, the table of destinations
    private static Permission[] Sending(string arn) =>
        arn.Split(':') switch
        {
            [_, _, "sqs", ..] => [new("sqs:SendMessage", arn)],
            [_, _, "sns", ..] => [new("sns:Publish", arn)],
            [_, _, "lambda", ..] => [new("lambda:InvokeFunction", arn)],
            [_, _, "events", ..] => [new("events:PutEvents", arn)],
            [_, _, "s3", ..] => [new("s3:PutObject", $"{arn}/*"), new("s3:ListBucket", arn)],
            _ => [],
        };
}
