using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Lambda.Permissions;

/// <summary>Who may call a function (or use a layer): enforced with --enforce-iam.</summary>
internal sealed record ResourcePolicy(string RevisionId, List<JsonElement> Statements)
{
    public string Text() =>
        new JsonObject
        {
            ["Version"] = PolicyDocument.Version,
            ["Id"] = "default",
            ["Statement"] = new JsonArray([.. Statements.Select(s => JsonNode.Parse(s.GetRawText()))]),
        }.ToJsonString(JsonText.Relaxed);

    public bool Has(string statementId) => Statements.Exists(s => Sid(s) == statementId);

    /// <summary>Why a statement cannot be added: the caller has seen another revision, or its id is taken.</summary>
    public static AwsError? Refuse(ResourcePolicy? policy, string? revisionId, string statementId) =>
        revisionId is not null && revisionId != policy?.RevisionId ? LambdaErrors.PolicyRevision
        : policy?.Has(statementId) is true
            ? LambdaErrors.Conflict(
                $"The statement id ({statementId}) provided already exists. Please provide a new statement id, or remove the "
                    + "existing statement."
            )
        : null;

    public static ResourcePolicy With(ResourcePolicy? policy, string statement) =>
        new(Guid.NewGuid().ToString(), [.. policy?.Statements ?? [], JsonElement.Parse(statement)]);

    /// <summary>Takes a statement out of the policy that has the key, and the policy with its last one.</summary>
    public static void Remove(Dictionary<string, ResourcePolicy> policies, string key, string statementId)
    {
        var left = policies[key].Statements.FindAll(s => Sid(s) != statementId);
        if (left.Count > 0)
            policies[key] = new(Guid.NewGuid().ToString(), left);
        else
            policies.Remove(key);
    }

    private static string? Sid(JsonElement statement) => statement.GetProperty("Sid").GetString();
}
