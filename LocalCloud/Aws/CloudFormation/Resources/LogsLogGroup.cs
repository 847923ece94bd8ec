using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LogsLogGroup()
    : ResourceType(
        "AWS::Logs::LogGroup",
        [
            new("LogGroupName", Shape.Text) { Replacement = true },
            new("LogGroupClass", Shape.Text) { Replacement = true },
            new("RetentionInDays", Shape.Integer),
            new("KmsKeyId", Shape.Text),
            new("DeletionProtectionEnabled", Shape.Boolean),
            new("Tags", Shape.Tags),
            .. Property.Keep("BearerTokenAuthenticationEnabled", "DataProtectionPolicy", "FieldIndexPolicies", "ResourcePolicyDocument"),
        ]
    )
{
    private static readonly TagOperations Tagging = new("logs", "logGroupName")
    {
        Tag = "TagLogGroup",
        Untag = "UntagLogGroup",
        Tags = "tags",
        Keys = "tags",
        AsMap = true,
    };

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "LogGroupName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = new JsonObject { ["logGroupName"] = call.PhysicalName };
        foreach (var name in new[] { "LogGroupClass", "KmsKeyId", "DeletionProtectionEnabled" })
            if (call.Properties[name] is { } value)
                input[char.ToLowerInvariant(name[0]) + name[1..]] = value.DeepClone();
        if (call.Properties["Tags"] is { } tags)
            input["tags"] = Inputs.TagMap(tags);
        var created = await call.InvokeAsync("logs", "CreateLogGroup", input).ConfigureAwait(false);
        if (!created.Ok(out _, out var error) && !(call.Resumed && error.Code == "ResourceAlreadyExistsException"))
            return error;
        return await SetRetentionAsync(call, had: false).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var key = call.Properties["KmsKeyId"] is { } id
            ? await call.InvokeAsync(
                    "logs",
                    "AssociateKmsKey",
                    new() { ["logGroupName"] = existing.PhysicalId, ["kmsKeyId"] = id.DeepClone() }
                )
                .ConfigureAwait(false)
            : await call.InvokeAsync("logs", "DisassociateKmsKey", new() { ["logGroupName"] = existing.PhysicalId }).ConfigureAwait(false);
        if (!key.Ok(out _, out var error))
            return error;
        var protection = await call.InvokeAsync(
                "logs",
                "PutLogGroupDeletionProtection",
                new()
                {
                    ["logGroupIdentifier"] = existing.PhysicalId,
                    ["deletionProtectionEnabled"] = Scalars.Member(call.Properties, "DeletionProtectionEnabled") == "true",
                }
            )
            .ConfigureAwait(false);
        if (!protection.Ok(out _, out error))
            return error;
        if (await Tagging.UpdateAsync(call, existing, existing.PhysicalId).ConfigureAwait(false) is { } failed)
            return failed;
        return await SetRetentionAsync(call, existing.Properties.ContainsKey("RetentionInDays")).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("logs", "DeleteLogGroup", new() { ["logGroupName"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> SetRetentionAsync(ResourceCall call, bool had)
    {
        if (call.Properties["RetentionInDays"] is { } days)
        {
            var put = await call.InvokeAsync(
                    "logs",
                    "PutRetentionPolicy",
                    new() { ["logGroupName"] = call.PhysicalName, ["retentionInDays"] = days.DeepClone() }
                )
                .ConfigureAwait(false);
            if (!put.Ok(out _, out var error))
                return error;
        }
        else if (had)
            await call.InvokeAsync("logs", "DeleteRetentionPolicy", new() { ["logGroupName"] = call.PhysicalName }).ConfigureAwait(false);
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string> { ["Arn"] = $"{call.Scope.Arn("logs", $"log-group:{call.PhysicalName}")}:*" }
        );
    }
}
