using System.Text.Json.Nodes;
using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record AddPermissionRequest(string? TopicArn, string? Label, List<string>? AWSAccountId, List<string>? ActionName);

internal sealed record RemovePermissionRequest(string? TopicArn, string? Label);

internal static class AddPermission
{
    public static readonly Operation<SnsState, AddPermissionRequest, Nothing> Definition = TopicOperation
        .OnTopic("AddPermission", SnsJson.Default.AddPermissionRequest, CoreJson.Default.Nothing, r => r.TopicArn, Handle)
        .Lacking("policies are kept, not enforced");

    private static Result<Nothing> Handle(Topic topic, AddPermissionRequest request, Context context)
    {
        if (request.Label is not { Length: > 0 } label)
            return SnsErrors.Invalid("Label Reason: no value for required parameter");
        if (request.AWSAccountId is not { Count: > 0 } accounts)
            return SnsErrors.Invalid("AWSAccountId Reason: no value for required parameter");
        if (request.ActionName is not { Count: > 0 } actions)
            return SnsErrors.Invalid("ActionName Reason: no value for required parameter");
        if (actions.Exists(a => a != "*" && !TopicPolicy.Actions.Contains(a)))
            return SnsErrors.Invalid("Policy statement action out of service scope!");
        var policy = TopicPolicy.Of(topic);
        var statements = PolicyStatements.Of(policy);
        if (PolicyStatements.Find(statements, label) is not null)
            return SnsErrors.Invalid("Statement already exists");
        statements.Add(
            (JsonNode)
                new JsonObject
                {
                    ["Sid"] = label,
                    ["Effect"] = "Allow",
                    ["Principal"] = new JsonObject
                    {
                        ["AWS"] = OneOrMany(
                            accounts.Select(a => a.StartsWith("arn:", StringComparison.Ordinal) ? a : $"arn:aws:iam::{a}:root")
                        ),
                    },
                    ["Action"] = OneOrMany(actions.Select(a => $"SNS:{a}")),
                    ["Resource"] = topic.Arn,
                }
        );
        TopicPolicy.Save(topic, policy, context.Changes);
        return Nothing.Instance;
    }

    private static JsonNode OneOrMany(IEnumerable<string> values)
    {
        JsonNode[] nodes = [.. values.Select(v => JsonValue.Create(v))];
        return nodes is [var one] ? one : new JsonArray(nodes);
    }
}

internal static class RemovePermission
{
    public static readonly Operation<SnsState, RemovePermissionRequest, Nothing> Definition = TopicOperation.OnTopic(
        "RemovePermission",
        SnsJson.Default.RemovePermissionRequest,
        CoreJson.Default.Nothing,
        r => r.TopicArn,
        Handle
    );

    private static Result<Nothing> Handle(Topic topic, RemovePermissionRequest request, Context context)
    {
        if (request.Label is not { Length: > 0 } label)
            return SnsErrors.Invalid("Label Reason: no value for required parameter");
        var policy = TopicPolicy.Of(topic);
        var statements = PolicyStatements.Of(policy);
        if (PolicyStatements.Find(statements, label) is not { } statement)
            return SnsErrors.NotFound("No such statement");
        statements.Remove(statement);
        TopicPolicy.Save(topic, policy, context.Changes);
        return Nothing.Instance;
    }
}
