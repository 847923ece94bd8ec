using LocalCloud.Aws.Iam.Policies;

namespace LocalCloud.Aws.Iam;

/// <param name="Path">as "/service-role/"</param>
/// <param name="Document">as AWS has it, without what speaks of services that are not here</param>
internal sealed record ManagedPolicy(string Path, string Name, string Document)
{
    public string Arn => $"arn:aws:iam::aws:policy{Path}{Name}";
}

/// <summary>
/// Those of AWS's own policies whose content is known: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html.
/// The name of every other can be attached all the same; it grants nothing.
/// </summary>
internal static class ManagedPolicies
{
    private const string Logs = "\"logs:CreateLogGroup\",\"logs:CreateLogStream\",\"logs:PutLogEvents\"";

    public static readonly IReadOnlyList<ManagedPolicy> All =
    [
        Of("/", "AdministratorAccess", "\"*\""),
        new(
            "/",
            "PowerUserAccess",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"},{"Effect":"Allow","Action":["account:GetAccountInformation","account:GetPrimaryEmail","account:ListRegions","iam:CreateServiceLinkedRole","iam:DeleteServiceLinkedRole","iam:ListRoles","organizations:DescribeOrganization"],"Resource":"*"}]}"""
        ),
        Of(
            "/",
            "ReadOnlyAccess",
            "\"apigateway:GET\",\"cloudformation:Describe*\",\"cloudformation:Get*\",\"cloudformation:List*\",\"cloudwatch:Describe*\",\"cloudwatch:Get*\",\"cloudwatch:List*\",\"dynamodb:BatchGet*\",\"dynamodb:Describe*\",\"dynamodb:Get*\",\"dynamodb:List*\",\"dynamodb:PartiQLSelect\",\"dynamodb:Query\",\"dynamodb:Scan\",\"ec2:Describe*\",\"ec2:Get*\",\"elasticache:Describe*\",\"elasticache:List*\",\"events:Describe*\",\"events:List*\",\"events:Test*\",\"iam:Generate*\",\"iam:Get*\",\"iam:List*\",\"iam:Simulate*\",\"lambda:Get*\",\"lambda:List*\",\"logs:Describe*\",\"logs:FilterLogEvents\",\"logs:Get*\",\"logs:List*\",\"logs:StartQuery\",\"logs:StopQuery\",\"rds:Describe*\",\"rds:List*\",\"s3:DescribeJob\",\"s3:Get*\",\"s3:List*\",\"scheduler:Get*\",\"scheduler:List*\",\"secretsmanager:Describe*\",\"secretsmanager:GetResourcePolicy\",\"secretsmanager:List*\",\"ses:BatchGetMetricData\",\"ses:Describe*\",\"ses:Get*\",\"ses:List*\",\"sns:Check*\",\"sns:Get*\",\"sns:List*\",\"sqs:Get*\",\"sqs:List*\",\"sqs:Receive*\",\"ssm:Describe*\",\"ssm:Get*\",\"ssm:List*\",\"sts:GetAccessKeyInfo\",\"sts:GetCallerIdentity\",\"sts:GetSessionToken\",\"xray:BatchGet*\",\"xray:Get*\""
        ),
        Of("/", "IAMFullAccess", "\"iam:*\",\"organizations:DescribeAccount\",\"organizations:DescribeOrganization\""),
        Of(
            "/",
            "IAMReadOnlyAccess",
            "\"iam:GenerateCredentialReport\",\"iam:GenerateServiceLastAccessedDetails\",\"iam:Get*\",\"iam:List*\",\"iam:SimulateCustomPolicy\",\"iam:SimulatePrincipalPolicy\""
        ),
        Of("/", "AmazonS3FullAccess", "\"s3:*\",\"s3-object-lambda:*\""),
        Of("/", "AmazonS3ReadOnlyAccess", "\"s3:Get*\",\"s3:List*\",\"s3:Describe*\",\"s3-object-lambda:Get*\",\"s3-object-lambda:List*\""),
        Of("/", "AmazonSQSFullAccess", "\"sqs:*\""),
        Of(
            "/",
            "AmazonSQSReadOnlyAccess",
            "\"sqs:GetQueueAttributes\",\"sqs:GetQueueUrl\",\"sqs:ListDeadLetterSourceQueues\",\"sqs:ListQueues\",\"sqs:ListMessageMoveTasks\",\"sqs:ListQueueTags\""
        ),
        Of("/", "AmazonSNSFullAccess", "\"sns:*\""),
        Of(
            "/",
            "AmazonSNSReadOnlyAccess",
            "\"sns:GetTopicAttributes\",\"sns:List*\",\"sns:CheckIfPhoneNumberIsOptedOut\",\"sns:GetEndpointAttributes\",\"sns:GetDataProtectionPolicy\",\"sns:GetPlatformApplicationAttributes\",\"sns:GetSMSAttributes\",\"sns:GetSMSSandboxAccountStatus\",\"sns:GetSubscriptionAttributes\""
        ),
        Of(
            "/",
            "AmazonDynamoDBFullAccess",
            "\"dynamodb:*\",\"dax:*\",\"application-autoscaling:*\",\"cloudwatch:DeleteAlarms\",\"cloudwatch:DescribeAlarmHistory\",\"cloudwatch:DescribeAlarms\",\"cloudwatch:DescribeAlarmsForMetric\",\"cloudwatch:GetMetricStatistics\",\"cloudwatch:ListMetrics\",\"cloudwatch:PutMetricAlarm\",\"cloudwatch:GetMetricData\",\"lambda:CreateFunction\",\"lambda:ListFunctions\",\"lambda:ListEventSourceMappings\",\"lambda:CreateEventSourceMapping\",\"lambda:DeleteEventSourceMapping\",\"lambda:GetFunctionConfiguration\",\"lambda:DeleteFunction\""
        ),
        Of(
            "/",
            "AmazonDynamoDBReadOnlyAccess",
            "\"dynamodb:BatchGetItem\",\"dynamodb:Describe*\",\"dynamodb:List*\",\"dynamodb:GetAbacStatus\",\"dynamodb:GetItem\",\"dynamodb:GetResourcePolicy\",\"dynamodb:Query\",\"dynamodb:Scan\",\"dynamodb:PartiQLSelect\""
        ),
        Of("/", "AmazonEventBridgeFullAccess", "\"events:*\",\"schemas:*\",\"scheduler:*\",\"pipes:*\""),
        Of("/", "AmazonEventBridgeSchedulerFullAccess", "\"scheduler:*\""),
        Of(
            "/",
            "AWSLambda_FullAccess",
            "\"cloudformation:DescribeStacks\",\"cloudformation:ListStacks\",\"cloudformation:ListStackResources\",\"cloudwatch:ListMetrics\",\"cloudwatch:GetMetricData\",\"ec2:DescribeSecurityGroups\",\"ec2:DescribeSubnets\",\"ec2:DescribeVpcs\",\"kms:ListAliases\",\"iam:GetPolicy\",\"iam:GetPolicyVersion\",\"iam:GetRole\",\"iam:GetRolePolicy\",\"iam:ListAttachedRolePolicies\",\"iam:ListRolePolicies\",\"iam:ListRoles\",\"lambda:*\",\"logs:DescribeLogGroups\",\"logs:DescribeLogStreams\",\"logs:GetLogEvents\",\"logs:FilterLogEvents\",\"states:DescribeStateMachine\",\"states:ListStateMachines\",\"tag:GetResources\",\"xray:GetTraceSummaries\",\"xray:BatchGetTraces\""
        ),
        Of(
            "/",
            "SecretsManagerReadWrite",
            "\"secretsmanager:*\",\"cloudformation:CreateChangeSet\",\"cloudformation:DescribeChangeSet\",\"cloudformation:DescribeStackResource\",\"cloudformation:DescribeStacks\",\"cloudformation:ExecuteChangeSet\""
        ),
        Of(
            "/",
            "CloudWatchFullAccess",
            "\"autoscaling:Describe*\",\"cloudwatch:*\",\"logs:*\",\"sns:*\",\"iam:GetPolicy\",\"iam:GetPolicyVersion\",\"iam:GetRole\",\"oam:ListSinks\""
        ),
        Of("/", "CloudWatchLogsFullAccess", "\"logs:*\",\"cloudwatch:GenerateQuery\""),
        Of(
            "/",
            "CloudWatchLogsReadOnlyAccess",
            "\"logs:Describe*\",\"logs:Get*\",\"logs:List*\",\"logs:StartQuery\",\"logs:StopQuery\",\"logs:TestMetricFilter\",\"logs:FilterLogEvents\",\"logs:StartLiveTail\",\"logs:StopLiveTail\""
        ),
        Of("/", "AmazonSESFullAccess", "\"ses:*\""),
        Of(
            "/",
            "AmazonSSMFullAccess",
            "\"cloudwatch:PutMetricData\",\"ds:CreateComputer\",\"ds:DescribeDirectories\",\"ec2:DescribeInstanceStatus\",\"logs:*\",\"ssm:*\",\"ec2messages:*\""
        ),
        Of("/", "AmazonSSMReadOnlyAccess", "\"ssm:Describe*\",\"ssm:Get*\",\"ssm:List*\""),
        Of(
            "/",
            "AmazonRDSFullAccess",
            "\"rds:*\",\"cloudwatch:DescribeAlarms\",\"cloudwatch:GetMetricStatistics\",\"cloudwatch:ListMetrics\",\"cloudwatch:GetMetricData\",\"ec2:DescribeAvailabilityZones\",\"ec2:DescribeSecurityGroups\",\"ec2:DescribeSubnets\",\"ec2:DescribeVpcs\",\"sns:ListSubscriptions\",\"sns:ListTopics\",\"sns:Publish\",\"logs:DescribeLogStreams\",\"logs:GetLogEvents\""
        ),
        Of("/", "AWSCloudFormationFullAccess", "\"cloudformation:*\""),
        Of(
            "/",
            "AWSXRayDaemonWriteAccess",
            "\"xray:PutTraceSegments\",\"xray:PutTelemetryRecords\",\"xray:GetSamplingRules\",\"xray:GetSamplingTargets\",\"xray:GetSamplingStatisticSummaries\""
        ),
        Of("/service-role/", "AWSLambdaBasicExecutionRole", Logs),
        Of(
            "/service-role/",
            "AWSLambdaVPCAccessExecutionRole",
            Logs
                + ",\"ec2:CreateNetworkInterface\",\"ec2:DescribeNetworkInterfaces\",\"ec2:DescribeSubnets\",\"ec2:DeleteNetworkInterface\",\"ec2:AssignPrivateIpAddresses\",\"ec2:UnassignPrivateIpAddresses\""
        ),
        Of(
            "/service-role/",
            "AWSLambdaSQSQueueExecutionRole",
            "\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\"," + Logs
        ),
        Of(
            "/service-role/",
            "AWSLambdaDynamoDBExecutionRole",
            "\"dynamodb:DescribeStream\",\"dynamodb:GetRecords\",\"dynamodb:GetShardIterator\",\"dynamodb:ListStreams\"," + Logs
        ),
        Of("/service-role/", "AWSLambdaRole", "\"lambda:InvokeFunction\""),
        new(
            "/",
            "AWSLambdaExecute",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*"],"Resource":"arn:aws:logs:*:*:*"},{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::*"}]}"""
        ),
        Of("/", "CloudWatchLambdaInsightsExecutionRolePolicy", Logs),
        Of(
            "/service-role/",
            "AmazonAPIGatewayPushToCloudWatchLogs",
            Logs + ",\"logs:DescribeLogGroups\",\"logs:DescribeLogStreams\",\"logs:GetLogEvents\",\"logs:FilterLogEvents\""
        ),
        Of("/", "AWSDenyAll", "\"*\"", "Deny"),
    ];

    public static ManagedPolicy? Find(string arn) => All.FirstOrDefault(p => p.Arn == arn);

    public static PolicyShape Shape(IamState state, ManagedPolicy policy) =>
        new(
            policy.Name,
            "ANPAI" + Evaluation.CanonicalUser.Of(policy.Name)[..16].ToUpperInvariant(),
            policy.Arn,
            policy.Path,
            "v1",
            state.Holders.Count(h => h.Attached.Contains(policy.Arn)),
            true,
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            null,
            PolicyShape.Bounded(state, policy.Arn)
        );

    private static ManagedPolicy Of(string path, string name, string actions, string effect = "Allow") =>
        new(path, name, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":[{{actions}}],"Resource":"*"}]}""");
}
