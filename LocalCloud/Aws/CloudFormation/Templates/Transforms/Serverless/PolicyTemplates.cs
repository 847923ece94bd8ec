using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>SAM's policy templates: a name and a parameter in the place of a statement.</summary>
internal static class PolicyTemplates
{
    /// <summary>Actions, the parameter, and the ARN behind arn:partition: where {0} stands for it.</summary>
    private static readonly Dictionary<string, (string Actions, string Parameter, string[] Resources)> All = new(StringComparer.Ordinal)
    {
        ["SQSPollerPolicy"] = (
            "sqs:ChangeMessageVisibility sqs:ChangeMessageVisibilityBatch sqs:DeleteMessage sqs:DeleteMessageBatch "
                + "sqs:GetQueueAttributes sqs:ReceiveMessage",
            "QueueName",
            ["sqs:${AWS::Region}:${AWS::AccountId}:${P}"]
        ),
        ["SQSSendMessagePolicy"] = ("sqs:SendMessage*", "QueueName", ["sqs:${AWS::Region}:${AWS::AccountId}:${P}"]),
        ["DynamoDBCrudPolicy"] = (
            "dynamodb:GetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Scan dynamodb:Query dynamodb:UpdateItem "
                + "dynamodb:BatchWriteItem dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:ConditionCheckItem",
            "TableName",
            ["dynamodb:${AWS::Region}:${AWS::AccountId}:table/${P}", "dynamodb:${AWS::Region}:${AWS::AccountId}:table/${P}/index/*"]
        ),
        ["DynamoDBReadPolicy"] = (
            "dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable",
            "TableName",
            ["dynamodb:${AWS::Region}:${AWS::AccountId}:table/${P}", "dynamodb:${AWS::Region}:${AWS::AccountId}:table/${P}/index/*"]
        ),
        ["DynamoDBWritePolicy"] = (
            "dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem",
            "TableName",
            ["dynamodb:${AWS::Region}:${AWS::AccountId}:table/${P}", "dynamodb:${AWS::Region}:${AWS::AccountId}:table/${P}/index/*"]
        ),
        ["S3ReadPolicy"] = (
            "s3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:GetLifecycleConfiguration",
            "BucketName",
            ["s3:::${P}", "s3:::${P}/*"]
        ),
        ["S3WritePolicy"] = ("s3:PutObject s3:PutObjectAcl s3:PutLifecycleConfiguration", "BucketName", ["s3:::${P}", "s3:::${P}/*"]),
        ["S3CrudPolicy"] = (
            "s3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:PutObject s3:PutObjectAcl "
                + "s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration s3:DeleteObject",
            "BucketName",
            ["s3:::${P}", "s3:::${P}/*"]
        ),
        ["SNSPublishMessagePolicy"] = ("sns:Publish", "TopicName", ["sns:${AWS::Region}:${AWS::AccountId}:${P}"]),
        ["EventBridgePutEventsPolicy"] = ("events:PutEvents", "EventBusName", ["events:${AWS::Region}:${AWS::AccountId}:event-bus/${P}"]),
        ["LambdaInvokePolicy"] = ("lambda:InvokeFunction", "FunctionName", ["lambda:${AWS::Region}:${AWS::AccountId}:function:${P}*"]),
        ["SSMParameterReadPolicy"] = (
            "ssm:GetParameters ssm:GetParameter ssm:GetParametersByPath",
            "ParameterName",
            ["ssm:${AWS::Region}:${AWS::AccountId}:parameter/${P}"]
        ),
        ["SESCrudPolicy"] = (
            "ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:VerifyEmailIdentity",
            "IdentityName",
            ["ses:${AWS::Region}:${AWS::AccountId}:identity/${P}"]
        ),
        ["AWSSecretsManagerGetSecretValuePolicy"] = ("secretsmanager:GetSecretValue", "SecretArn", []),
        ["CloudWatchPutMetricPolicy"] = ("cloudwatch:PutMetricData", "", []),
        ["VPCAccessPolicy"] = (
            "ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DetachNetworkInterface",
            "",
            []
        ),
    };

    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    public static JsonObject? Statement(string name, JsonObject parameters)
    {
        if (!All.TryGetValue(name, out var template))
            return null;
        var value = parameters[template.Parameter];
        JsonNode[] resources =
            template.Resources.Length > 0
                ?
                [
                    .. template.Resources.Select(arn =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["Fn::Sub"] = new JsonArray("arn:${AWS::Partition}:" + arn, new JsonObject { ["P"] = value?.DeepClone() }),
                            }
                    ),
                ]
                : [value?.DeepClone() ?? "*"];
        return new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. template.Actions.Split(' ').Select(action => (JsonNode)action)]),
            ["Resource"] = new JsonArray(resources),
        };
    }
}
