using System.Text.Json.Nodes;

namespace LocalCloud.Aws.EventBridge.Permissions;

/// <summary>The resource policy of a bus as its document. With --enforce-iam requests are decided by it.</summary>
internal static class BusPolicy
{
    private const int MaxLength = 10 * 1024;

    /// <summary>The policy with the statement in it, in the place of the one that had its id.</summary>
    public static Result<string> With(string? policy, JsonObject statement)
    {
        var document = policy is null
            ? new JsonObject { ["Version"] = PolicyDocument.Version, ["Statement"] = new JsonArray() }
            : JsonNode.Parse(policy)!.AsObject();
        new PolicyDocument(document).Put(statement);
        return Text(document);
    }

    /// <summary>The policy without the statement; null when it was the last. An error when it is not there.</summary>
    public static Result<Removed> Without(string? policy, string statementId)
    {
        if (policy is null)
            return new AwsError("ResourceNotFoundException", "EventBus does not have a policy.");
        var document = new PolicyDocument(JsonNode.Parse(policy)!.AsObject());
        if (!document.Remove(statementId))
            return new AwsError("ResourceNotFoundException", "Statement with the provided id does not exist.");
        return new Removed(document.Statements.Count == 0 ? null : document.Json.ToJsonString(JsonText.Relaxed));
    }

    /// <summary>A whole policy as a caller gives it.</summary>
    public static Result<string> Read(string policy) =>
        JsonText.Object(policy) is { } document && document["Statement"] is JsonArray or JsonObject
            ? Text(document)
            : Errors.Invalid("This policy contains invalid Json");

    private static Result<string> Text(JsonObject document)
    {
        var text = document.ToJsonString(JsonText.Relaxed);
        return text.Length > MaxLength
            ? new AwsError("PolicyLengthExceededException", $"The policy length exceeds the limit of {MaxLength} bytes.")
            : text;
    }
}

/// <param name="Policy">null: nothing is left of it</param>
internal sealed record Removed(string? Policy);
