using System.Text.Json.Nodes;
using LocalCloud.Publish.Projects;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Plan;

/// <summary>One statement of a role's policy.</summary>
/// <param name="ByLambda">Lambda itself calls it, from outside of the function's network.</param>
sealed record Permission(IReadOnlyList<string> Actions, IReadOnlyList<JsonNode> Resources, bool ByLambda = false)
{
    public JsonObject ToNode() => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. Actions.Select(a => (JsonNode)a)]),
        ["Resource"] = new JsonArray([.. Resources.Select(r => r.DeepClone())]),
    };

    /// <summary>The AWS services that it calls.</summary>
    public IEnumerable<string> Services => Actions.Select(a => a.Split(':')[0]);
}

/// <summary>
/// What a function or service may do: nothing but what its variables lead to, and of that what the project says it does with it (<c>LambdaAccess</c>), if it says anything.
/// </summary>
static class Permissions
{
    static readonly string[] Consume = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"];

    public static List<Permission> Of(PublishPlan plan, IReadOnlyList<FunctionVariable> variables, IReadOnlyList<ProjectAccess> access, IReadOnlyList<string> queues, bool selfPolling)
    {
        var permissions = new List<Permission>();
        if (queues.Count > 0) permissions.Add(new(Consume, [.. queues.Select(q => Cfn.GetAtt(q, "Arn"))], ByLambda: true));

        var said = access.Where(a => a.Actions.Length == 0).ToList();
        foreach (var (id, type) in Mentioned(plan, variables))
        {
            var own = said.FirstOrDefault(a => variables.Any(v => v.Name.Equals(Variable(a.Key), StringComparison.OrdinalIgnoreCase) && v.Mentions.Contains(id)));
            if (said.Count > 0 && own is null) continue;
            var mode = own?.Mode ?? "ReadWrite";
            permissions.AddRange(For(type, id, Reads(mode), Writes(mode), selfPolling));
        }
        foreach (var service in access.Where(a => a.Actions.Length > 0))
            permissions.Add(new(service.Actions, [Cfn.Sub(service.Resource ?? "*") is var sub && service.Resource?.Contains("${", StringComparison.Ordinal) == true ? sub : service.Resource ?? "*"]));
        return permissions;
    }

    static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    static bool Reads(string mode) => mode.Contains("Read", StringComparison.OrdinalIgnoreCase);

    static bool Writes(string mode) => mode.Contains("Write", StringComparison.OrdinalIgnoreCase) || mode.Contains("Send", StringComparison.OrdinalIgnoreCase);

    static IEnumerable<(string Id, string Type)> Mentioned(PublishPlan plan, IReadOnlyList<FunctionVariable> variables) =>
        variables.SelectMany(v => v.Mentions).Distinct()
            .Select(id => (Id: id, Type: plan.Stacks.Select(s => s.Part("Resources")[id]?["Type"]?.ToString()).FirstOrDefault(t => t is not null)))
            .Where(r => r.Type is not null).Select(r => (r.Id, r.Type!));

    static IEnumerable<Permission> For(string type, string id, bool read, bool write, bool selfPolling)
    {
        JsonNode arn = Cfn.GetAtt(id, "Arn"), reference = Cfn.Ref(id);
        return type switch
        {
            "AWS::SQS::Queue" => [new([.. write ? ["sqs:SendMessage"] : Array.Empty<string>(), .. read && selfPolling ? Consume : ["sqs:GetQueueAttributes"]], [arn])],
            "AWS::SNS::Topic" => [new(["sns:Publish"], [reference])],
            "AWS::Events::EventBus" => [new(["events:PutEvents"], [arn])],
            "AWS::DynamoDB::Table" => [new(
                [.. read ? ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:ConditionCheckItem"] : Array.Empty<string>(),
                 .. write ? ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"] : Array.Empty<string>()],
                [arn, Cfn.Sub($"${{{id}.Arn}}/index/*")])],
            "AWS::S3::Bucket" =>
            [
                new([.. read ? ["s3:GetObject"] : Array.Empty<string>(), .. write ? ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"] : Array.Empty<string>()], [Cfn.Sub($"${{{id}.Arn}}/*")]),
                // Without it a missing object is answered with 403 instead of 404
                .. read ? [new(["s3:ListBucket"], [arn])] : Array.Empty<Permission>(),
            ],
            "AWS::SecretsManager::Secret" => [new(["secretsmanager:GetSecretValue"], [reference])],
            "AWS::SSM::Parameter" => [new(["ssm:GetParameter", "ssm:GetParameters"], [Cfn.Sub($"arn:${{AWS::Partition}}:ssm:${{AWS::Region}}:${{AWS::AccountId}}:parameter/${{{id}}}")])],
            "AWS::Lambda::Function" => [new(["lambda:InvokeFunction"], [arn])],
            "AWS::StepFunctions::StateMachine" => [new(["states:StartExecution"], [reference])],
            "AWS::Kinesis::Stream" => [new([.. read ? ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary", "kinesis:ListShards"] : Array.Empty<string>(), .. write ? ["kinesis:PutRecord", "kinesis:PutRecords"] : Array.Empty<string>()], [arn])],
            "AWS::KMS::Key" => [new(["kms:Decrypt", "kms:GenerateDataKey"], [arn])],
            _ => [],
        };
    }
}
