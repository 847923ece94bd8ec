using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaLayerVersion()
    : ResourceType(
        "AWS::Lambda::LayerVersion",
        new(
            "Content",
            Shape.Object(
                new("S3Bucket", Shape.Text) { Required = true },
                new("S3Key", Shape.Text) { Required = true },
                new("S3ObjectVersion", Shape.Text)
            )
        )
        {
            Required = true,
            Replacement = true,
        },
        new("LayerName", Shape.Text) { Replacement = true },
        new("CompatibleArchitectures", Shape.List(Shape.Text)) { Replacement = true },
        new("CompatibleRuntimes", Shape.List(Shape.Text)) { Replacement = true },
        new("Description", Shape.Text) { Replacement = true },
        new("LicenseInfo", Shape.Text) { Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["LayerVersionArn"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.DeepClone().AsObject();
        input["LayerName"] = Scalars.Member(call.Properties, "LayerName") ?? call.PhysicalName;
        var published = await call.InvokeAsync("lambda", "PublishLayerVersion", input).ConfigureAwait(false);
        if (!published.Ok(out var answer, out var error))
            return error;
        var arn = answer.Text("LayerVersionArn");
        return new ResourceValues(arn, new Dictionary<string, string> { ["LayerVersionArn"] = arn });
    }

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => new(existing.Values);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var parts = existing.PhysicalId.Split(':');
        return Inputs.Deleted(
            await call.InvokeAsync(
                    "lambda",
                    "DeleteLayerVersion",
                    new()
                    {
                        ["LayerName"] = parts[^2],
                        ["VersionNumber"] = long.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture),
                    }
                )
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );
    }
}
