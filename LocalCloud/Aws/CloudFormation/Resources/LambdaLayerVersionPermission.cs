using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaLayerVersionPermission()
    : ResourceType(
        "AWS::Lambda::LayerVersionPermission",
        new("Action", Shape.Text) { Required = true, Replacement = true },
        new("LayerVersionArn", Shape.Text) { Required = true, Replacement = true },
        new("OrganizationId", Shape.Text) { Replacement = true },
        new("Principal", Shape.Text) { Required = true, Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var arn = Scalars.Member(call.Properties, "LayerVersionArn")!;
        if (!Layer(arn, call.PhysicalName).Ok(out var input, out var error))
            return error;
        foreach (var name in (string[])["Action", "OrganizationId", "Principal"])
            if (call.Properties[name] is { } value)
                input[name] = value.DeepClone();
        var added = await call.InvokeAsync("lambda", "AddLayerVersionPermission", input).ConfigureAwait(false);
        if (added.Error is { } refused && !(call.Resumed && refused.Code == "ResourceConflictException"))
            return refused;
        var id = $"{arn}#{call.PhysicalName}";
        return new ResourceValues(id, new Dictionary<string, string> { ["Id"] = id });
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        ValueTask.FromResult<Result<ResourceValues>>(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var at = existing.PhysicalId.LastIndexOf('#');
        if (!Layer(existing.PhysicalId[..at], existing.PhysicalId[(at + 1)..]).Ok(out var input, out var error))
            return error;
        return Inputs.Deleted(
            await call.InvokeAsync("lambda", "RemoveLayerVersionPermission", input).ConfigureAwait(false),
            "ResourceNotFoundException"
        );
    }

    private static Result<JsonObject> Layer(string arn, string statement) =>
        arn.Split(':') is [.., "layer", var name, var version]
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new JsonObject
            {
                ["LayerName"] = name,
                ["VersionNumber"] = number,
                ["StatementId"] = statement,
            }
            : TemplateError.Validation($"LayerVersionArn {arn} is not the ARN of a layer's version");
}
