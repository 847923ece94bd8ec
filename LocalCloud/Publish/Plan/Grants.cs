using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Plan;

/// <summary>Statements about a resource of the AppHost's template.</summary>
internal static class Grants
{
    /// <summary>What taking messages from a queue takes, for Lambda's pollers too.</summary>
    public static readonly string[] Consume =
    [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:ChangeMessageVisibility",
        "sqs:GetQueueAttributes",
    ];
    private static readonly string[] ReadItems =
    [
        "dynamodb:GetItem",
        "dynamodb:BatchGetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:ConditionCheckItem",
    ];
    private static readonly string[] WriteItems =
    [
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:BatchWriteItem",
    ];
    private static readonly string[] WriteObjects = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"];
    private static readonly string[] ReadRecords =
    [
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:DescribeStreamSummary",
        "kinesis:ListShards",
    ];

    /// <summary>What a kind of resource is for.</summary>
    /// <param name="selfPolling">Whoever reads a queue does it by itself, and not Lambda.</param>
    public static IEnumerable<Permission> For(string type, string id, bool read, bool write, bool selfPolling) =>
        Exactly(type, id, [.. Actions(type, read, write, selfPolling)]);

    private static IEnumerable<string> Actions(string type, bool read, bool write, bool selfPolling) =>
        type switch
        {
            "AWS::SQS::Queue" => [.. If(write, "sqs:SendMessage"), .. If(read, selfPolling ? Consume : ["sqs:GetQueueAttributes"])],
            "AWS::SNS::Topic" => ["sns:Publish"],
            "AWS::Events::EventBus" => ["events:PutEvents"],
            "AWS::DynamoDB::Table" => [.. If(read, ReadItems), .. If(write, WriteItems)],
            // Without ListBucket a missing object is answered with 403 instead of 404
            "AWS::S3::Bucket" => [.. If(read, "s3:GetObject"), .. If(write, WriteObjects), .. If(read, "s3:ListBucket")],
            "AWS::SecretsManager::Secret" => ["secretsmanager:GetSecretValue"],
            "AWS::SSM::Parameter" => ["ssm:GetParameter", "ssm:GetParameters"],
            "AWS::Lambda::Function" => ["lambda:InvokeFunction"],
            "AWS::StepFunctions::StateMachine" => ["states:StartExecution"],
            "AWS::Kinesis::Stream" => [.. If(read, ReadRecords), .. If(write, "kinesis:PutRecord", "kinesis:PutRecords")],
            "AWS::KMS::Key" => ["kms:Decrypt", "kms:GenerateDataKey"],
            _ => [],
        };

    /// <summary>These actions, each on the part of the resource that it is about.</summary>
    public static IEnumerable<Permission> Exactly(string type, string id, IReadOnlyList<string> actions)
    {
        foreach (var group in actions.GroupBy(action => IsOfObjects(type, action)))
            yield return new([.. group], [.. group.Key ? [Cfn.Sub($"${{{id}.Arn}}/*")] : Of(type, id, [.. group])]);
    }

    private static IEnumerable<string> If(bool condition, params string[] actions) => condition ? actions : [];

    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
    private static bool IsOfObjects(string type, string action) =>
        type == "AWS::S3::Bucket"
        && (action.Contains("Object", StringComparison.Ordinal) || action is "s3:AbortMultipartUpload" or "s3:ListMultipartUploadParts");

    private static IEnumerable<JsonNode> Of(string type, string id, IReadOnlyList<string> actions) =>
        type switch
        {
            "AWS::SNS::Topic" or "AWS::SecretsManager::Secret" or "AWS::StepFunctions::StateMachine" => [Cfn.Ref(id)],
            "AWS::SSM::Parameter" => [Cfn.Sub($"arn:${{AWS::Partition}}:ssm:${{AWS::Region}}:${{AWS::AccountId}}:parameter/${{{id}}}")],
            "AWS::DynamoDB::Table" when actions.Any(a => a is "dynamodb:Query" or "dynamodb:Scan") =>
            [
                Cfn.GetAtt(id, "Arn"),
                Cfn.Sub($"${{{id}.Arn}}/index/*"),
            ],
            _ => [Cfn.GetAtt(id, "Arn")],
        };
}
