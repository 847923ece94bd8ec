using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.EventBridge.Permissions;

/// <summary>The resource policy of a bus as its document. With --enforce-iam requests are decided by it.</summary>
internal static class BusPolicy
{
    private const int MaxLength = 10 * 1024;

    /// <summary>The policy with the statement in it, in the place of the one that had its id.</summary>
    public static Result<string> With(string? policy, JsonObject statement)
    {
        var document = policy is null
            ? new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray() }
            : JsonNode.Parse(policy)!.AsObject();
        var statements = PolicyStatements.Of(document);
        var at = IndexOf(statements, (string)statement["Sid"]!);
        if (at >= 0)
            statements[at] = statement;
        else
            statements.Add((JsonNode)statement);
        return Text(document);
    }

    /// <summary>The policy without the statement; null when it was the last. An error when it is not there.</summary>
    public static Result<Removed> Without(string? policy, string? statementId)
    {
        if (policy is null)
            return new AwsError("ResourceNotFoundException", "EventBus does not have a policy.");
        var document = JsonNode.Parse(policy)!.AsObject();
        var statements = PolicyStatements.Of(document);
        var at = IndexOf(statements, statementId);
        if (at < 0)
            return new AwsError("ResourceNotFoundException", "Statement with the provided id does not exist.");
        statements.RemoveAt(at);
        return new Removed(statements.Count == 0 ? null : document.ToJsonString(Relaxed));
    }

    /// <summary>A whole policy as a caller gives it.</summary>
    public static Result<string> Read(string policy)
    {
        try
        {
            if (JsonNode.Parse(policy) is JsonObject document && document["Statement"] is JsonArray or JsonObject)
                return Text(document);
        }
        catch (JsonException) { }
        return Errors.Invalid("This policy contains invalid Json");
    }

    private static Result<string> Text(JsonObject document)
    {
        var text = document.ToJsonString(Relaxed);
        return text.Length > MaxLength
            ? new AwsError("PolicyLengthExceededException", $"The policy length exceeds the limit of {MaxLength} bytes.")
            : text;
    }

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = CoreJson.Default,
    };

    private static int IndexOf(JsonArray statements, string? id)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            if ((string?)statements[i]!["Sid"] == id)
                return i;
        }
        return -1;
    }
}

/// <param name="Policy">null: nothing is left of it</param>
internal sealed record Removed(string? Policy);
