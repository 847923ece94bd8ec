using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Kms;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>What keys and replica keys of stacks have in common.</summary>
internal static class KmsKeys
{
    public static ResourceValues Values(ResourceCall call, string id) =>
        new(id, new Dictionary<string, string> { ["Arn"] = call.Scope.Arn("kms", $"key/{id}"), ["KeyId"] = id });

    public static JsonArray Tags(JsonNode? tags) =>
        new([
            .. Inputs.TagMap(tags).Select(t => (JsonNode)new JsonObject { ["TagKey"] = t.Key, ["TagValue"] = t.Value?.DeepClone() ?? "" }),
        ]);

    /// <summary>The key that a creation has made which was interrupted: it has no name to be found by, but the stack's tags.</summary>
    public static string? Made(ResourceCall call)
    {
        var state = call.Host.Service<KmsService>().StateOf(call.Scope.Account);
        return call.Host.Read(state, s =>
            s.Keys(call.Scope.Region)
                .FirstOrDefault(k =>
                    k.DeletionDate is null
                    && k.Tags.GetValueOrDefault(SystemTags.StackId) == call.Stack.StackId
                    && k.Tags.GetValueOrDefault(SystemTags.LogicalId) == call.LogicalId
                )
                ?.Id
        );
    }

    public static ValueTask<Result<JsonElement>> InvokeAsync(
        ResourceCall call,
        string operation,
        string id,
        params ReadOnlySpan<(string Name, JsonNode? Value)> members
    )
    {
        var input = new JsonObject { ["KeyId"] = id };
        foreach (var (name, value) in members)
            input[name] = value;
        return call.InvokeAsync("kms", operation, input);
    }

    /// <summary>Rotation, and whether it is enabled. A disabled key cannot be changed, so it is enabled first and disabled last.</summary>
    public static async ValueTask<AwsError?> ApplyAsync(ResourceCall call, string id, JsonObject before)
    {
        var (was, isNow) = (IsTrue(before["Enabled"]) ?? true, IsTrue(call.Properties["Enabled"]) ?? true);
        if (!was && isNow && (await InvokeAsync(call, "EnableKey", id).ConfigureAwait(false)).Error is { } stays)
            return stays;
        var (rotated, rotates) = (IsTrue(before["EnableKeyRotation"]) == true, IsTrue(call.Properties["EnableKeyRotation"]) == true);
        var period = call.Properties["RotationPeriodInDays"];
        if (rotates && (!rotated || !JsonNode.DeepEquals(period, before["RotationPeriodInDays"])))
        {
            (string, JsonNode?)[] members = period is null ? [] : [("RotationPeriodInDays", period.DeepClone())];
            if ((await InvokeAsync(call, "EnableKeyRotation", id, members).ConfigureAwait(false)).Error is { } refused)
                return refused;
        }
        if (rotated && !rotates && (await InvokeAsync(call, "DisableKeyRotation", id).ConfigureAwait(false)).Error is { } goesOn)
            return goesOn;
        return was && !isNow ? (await InvokeAsync(call, "DisableKey", id).ConfigureAwait(false)).Error : null;
    }

    public static async ValueTask<AwsError?> PolicyAsync(ResourceCall call, string id, JsonObject before)
    {
        if (call.Properties["KeyPolicy"] is not { } policy || JsonNode.DeepEquals(policy, before["KeyPolicy"]))
            return null;
        return (await InvokeAsync(call, "PutKeyPolicy", id, ("Policy", Inputs.Document(policy))).ConfigureAwait(false)).Error;
    }

    public static async ValueTask<AwsError?> TagAsync(ResourceCall call, string id, JsonObject before)
    {
        var gone = Inputs.GoneTags(before, call.Properties);
        if (gone.Count > 0 && (await InvokeAsync(call, "UntagResource", id, ("TagKeys", gone)).ConfigureAwait(false)).Error is { } kept)
            return kept;
        var tags = Tags(call.Properties["Tags"]);
        return tags.Count == 0 ? null : (await InvokeAsync(call, "TagResource", id, ("Tags", tags)).ConfigureAwait(false)).Error;
    }

    public static async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        JsonNode days = existing.Properties["PendingWindowInDays"]?.DeepClone() ?? 30;
        var deleted = await InvokeAsync(call, "ScheduleKeyDeletion", existing.PhysicalId, ("PendingWindowInDays", days))
            .ConfigureAwait(false);
        // Pending already: somebody else has asked for it
        return Inputs.Deleted(deleted, "NotFoundException", "KMSInvalidStateException");
    }

    private static bool? IsTrue(JsonNode? value) => value is null ? null : Scalars.Text(value) == "true";
}
