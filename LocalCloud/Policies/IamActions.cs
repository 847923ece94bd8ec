namespace LocalCloud.Policies;

/// <summary>
/// From API operations to the IAM actions that allow them, where these are called otherwise, and to the form of resource that they take:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/ (its tables "API operations defined by ...").
/// </summary>
internal static class IamActions
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["sqs:SendMessageBatch"] = "sqs:SendMessage",
        ["sqs:DeleteMessageBatch"] = "sqs:DeleteMessage",
        ["sqs:ChangeMessageVisibilityBatch"] = "sqs:ChangeMessageVisibility",
        ["sns:PublishBatch"] = "sns:Publish",
        ["dynamodb:TransactGetItems"] = "dynamodb:GetItem",
        ["lambda:Invoke"] = "lambda:InvokeFunction",
        ["lambda:InvokeWithResponseStream"] = "lambda:InvokeFunction",
    };

    // Their table in the reference has no resource, or only *
    private static readonly HashSet<string> WithoutResource = new(StringComparer.Ordinal)
    {
        "sqs:ListQueues",
        "sns:ListTopics",
        "sns:ListSubscriptions",
        "sns:Unsubscribe",
        "sns:GetSubscriptionAttributes",
        "sns:SetSubscriptionAttributes",
        "dynamodb:ListTables",
        "dynamodb:DescribeLimits",
        "dynamodb:DescribeEndpoints",
        "dynamodb:ListStreams",
        "lambda:ListFunctions",
        "lambda:GetAccountSettings",
        "lambda:ListEventSourceMappings",
        "lambda:CreateEventSourceMapping",
        "secretsmanager:ListSecrets",
        "kms:CreateKey",
        "kms:ListKeys",
        "kms:ListAliases",
        "kms:GenerateRandom",
        "kms:ListRetirableGrants",
        "secretsmanager:GetRandomPassword",
        "ssm:DescribeParameters",
        "logs:DescribeLogGroups",
        "scheduler:ListSchedules",
        "events:ListEventBuses",
        "ses:GetAccount",
        "ses:ListEmailIdentities",
        "ses:ListIdentities",
        "ses:GetSendQuota",
        "ses:GetSendStatistics",
        "ses:ListTemplates",
        "ses:ListConfigurationSets",
        "ses:CreateTemplate",
        "ses:GetAccountSendingEnabled",
        "cloudwatch:PutMetricData",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
    };

    /// <summary>Nothing allows or forbids these, or what is counted is no call of the API.</summary>
    private static bool NeedsNone(UsageCall call) =>
        (call.Service, call.Operation)
            is
                ("sts", "GetCallerIdentity")
                or
                ("lambda" or "scheduler", "Invocation")
                or
                ("sns", "Delivery")
                or
                ("execute-api", _)
                or
                ("other", _);

    /// <summary>What a call needs; null when that is not known, and a person has to look it up.</summary>
    public static IReadOnlyList<Permission>? Of(UsageCall call)
    {
        if (NeedsNone(call))
            return [];
        return call.Service switch
        {
            "s3" => S3Actions.Of(call),
            "dynamodb" when call.Operation == "TransactWriteItems" => [new(Kind(call), call.Resource ?? "*")],
            "logs" => Logs(call),
            "secretsmanager" => Secret(call),
            "ssm" when call.Operation == "GetParametersByPath" && call.Resource is { } path =>
            [
                Both("ssm:GetParametersByPath", path, $"{path.TrimEnd('/')}/*"),
            ],
            // From one key to another: https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
            "kms" when call.Operation == "ReEncrypt" =>
            [
                new($"kms:ReEncrypt{(call.Detail == "from" ? "From" : "To")}", call.Resource ?? "*"),
            ],
            "monitoring" => [Metric(call)],
            // Raw mail is an action of its own, which SendEmail of the second version asks for as well
            "ses" when call is { Operation: "SendEmail", Detail: "raw" } =>
            [
                new("ses:SendEmail", call.Resource ?? "*"),
                new("ses:SendRawEmail", call.Resource ?? "*"),
            ],
            "events" when call.Operation is "PutEvents" => [new("events:PutEvents", call.Resource ?? "*")],
            "apigateway" => null,
            _ => [Plain(call)],
        };
    }

    private static Permission Plain(UsageCall call)
    {
        var prefix = call.Service switch
        {
            "streams.dynamodb" => "dynamodb",
            _ => call.Service,
        };
        var action = $"{prefix}:{call.Operation}";
        action = Renamed.GetValueOrDefault(action, action);
        return new(action, WithoutResource.Contains(action) ? "*" : call.Resource ?? "*");
    }

    private static string Kind(UsageCall call) =>
        call.Detail switch
        {
            "Put" => "dynamodb:PutItem",
            "Update" => "dynamodb:UpdateItem",
            "Delete" => "dynamodb:DeleteItem",
            _ => "dynamodb:ConditionCheckItem",
        };

    // Of a group its streams are meant as well:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
    private static Permission[] Logs(UsageCall call)
    {
        var action = $"logs:{call.Operation}";
        if (call.Resource is not { } group || WithoutResource.Contains(action))
            return [new(action, "*")];
        group = group.EndsWith(":*", StringComparison.Ordinal) ? group[..^2] : group;
        return [new(action, $"{group}:*") { Forms = [$"{group}:*", group, $"{group}:log-stream:*"] }];
    }

    // The six characters that Secrets Manager puts behind the name differ in each account
    private static Permission[] Secret(UsageCall call)
    {
        var action = $"secretsmanager:{call.Operation}";
        if (call.Resource is not { } arn || WithoutResource.Contains(action))
            return [new(action, "*")];
        var named = arn.Length > 7 && arn[^7] == '-' ? $"{arn[..^6]}??????" : arn;
        var batch = call.Operation == "BatchGetSecretValue";
        var one = new Permission(batch ? "secretsmanager:GetSecretValue" : action, named) { Forms = [named, arn] };
        return batch ? [new(action, "*"), one] : [one];
    }

    private static Permission Both(string action, string resource, string more) => new(action, resource) { Forms = [resource, more] };

    private static Permission Metric(UsageCall call) =>
        new(
            $"cloudwatch:{call.Operation}",
            "*",
            call is { Operation: "PutMetricData", Detail: { } space } ? new("StringEquals", "cloudwatch:namespace", space) : null
        );
}
