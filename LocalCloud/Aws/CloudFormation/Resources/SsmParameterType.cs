using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>CloudFormation makes no SecureString (docs: AWS::SSM::Parameter).</summary>
internal sealed class SsmParameterType()
    : ResourceType(
        "AWS::SSM::Parameter",
        new("Name", Shape.Text) { Replacement = true },
        new("Type", Shape.Text) { Required = true },
        new("Value", Shape.Text) { Required = true },
        new("Description", Shape.Text),
        new("AllowedPattern", Shape.Text),
        new("DataType", Shape.Text),
        new("Policies", Shape.Text),
        new("Tier", Shape.Text),
        new("Tags", Shape.Map(Shape.Text))
    )
{
    public override IReadOnlyList<string> Attributes => ["Type", "Value"];

    public override string NameProperty => "Name";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        $"CFN-{logicalId}-{System.Security.Cryptography.RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 12)}";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (Scalars.Member(call.Properties, "Type") == "SecureString")
            return TemplateError.Validation(
                "Properties validation failed for resource with message: #/Type: SecureString is not a valid enum value"
            );
        var input = Input(call, overwrite: call.Resumed);
        if (!call.Resumed && call.Properties["Tags"] is JsonObject tags)
            input["Tags"] = new JsonArray([.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value?.DeepClone() })]);
        return await PutAsync(call, input).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var put = await PutAsync(call, Input(call, overwrite: true)).ConfigureAwait(false);
        var (before, after) = (existing.Properties["Tags"] as JsonObject ?? [], call.Properties["Tags"] as JsonObject ?? []);
        if (put.Error is not null || JsonNode.DeepEquals(before, after))
            return put;
        var gone = before.Select(t => t.Key).Where(key => !after.ContainsKey(key)).Select(key => (JsonNode)key).ToArray();
        if (gone.Length > 0)
            await call.InvokeAsync(
                    "ssm",
                    "RemoveTagsFromResource",
                    new()
                    {
                        ["ResourceType"] = "Parameter",
                        ["ResourceId"] = call.PhysicalName,
                        ["TagKeys"] = new JsonArray(gone),
                    }
                )
                .ConfigureAwait(false);
        var tagged = await call.InvokeAsync(
                "ssm",
                "AddTagsToResource",
                new()
                {
                    ["ResourceType"] = "Parameter",
                    ["ResourceId"] = call.PhysicalName,
                    ["Tags"] = new JsonArray([.. after.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value?.DeepClone() })]),
                }
            )
            .ConfigureAwait(false);
        return tagged.Error is { } error ? error : put;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("ssm", "DeleteParameter", new() { ["Name"] = existing.PhysicalId }).ConfigureAwait(false),
            "ParameterNotFound"
        );

    private static JsonObject Input(ResourceCall call, bool overwrite)
    {
        var input = call.Properties.Pick("Type", "Value", "Description", "AllowedPattern", "DataType", "Policies", "Tier");
        input["Name"] = call.PhysicalName;
        input["Overwrite"] = overwrite;
        return input;
    }

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, JsonObject input)
    {
        var put = await call.InvokeAsync("ssm", "PutParameter", input).ConfigureAwait(false);
        return put.Ok(out _, out var error)
            ? new ResourceValues(
                call.PhysicalName,
                new Dictionary<string, string>
                {
                    ["Type"] = Scalars.Member(call.Properties, "Type")!,
                    ["Value"] = Scalars.Member(call.Properties, "Value")!,
                }
            )
            : error;
    }
}
