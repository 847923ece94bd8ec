using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaAlias()
    : ResourceType(
        "AWS::Lambda::Alias",
        new("FunctionName", Shape.Text) { Required = true, Replacement = true },
        new("Name", Shape.Text) { Required = true, Replacement = true },
        new("FunctionVersion", Shape.Text) { Required = true },
        new("Description", Shape.Text),
        new("ProvisionedConcurrencyConfig", LambdaProvisioned.Shape),
        new(
            "RoutingConfig",
            Shape.Object(
                new Property(
                    "AdditionalVersionWeights",
                    Shape.List(
                        Shape.Object(
                            new("FunctionVersion", Shape.Text) { Required = true },
                            new("FunctionWeight", Shape.Text) { Required = true }
                        )
                    )
                )
            )
        )
    )
{
    public override IReadOnlyList<string> Attributes => ["AliasArn"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call, null, "CreateAlias");

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        PutAsync(call, existing, "UpdateAlias");

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("lambda", "DeleteAlias", existing.Properties.Pick("FunctionName", "Name")).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, ExistingResource? existing, string operation)
    {
        var input = call.Properties.Pick("FunctionName", "Name", "FunctionVersion", "Description");
        var weights = new JsonObject();
        foreach (var weight in call.Properties["RoutingConfig"]?["AdditionalVersionWeights"] as JsonArray ?? [])
            weights[Scalars.Member(weight, "FunctionVersion")!] = JsonNode.Parse(Scalars.Member(weight, "FunctionWeight")!);
        if (weights.Count > 0 || existing is not null)
            input["RoutingConfig"] = new JsonObject { ["AdditionalVersionWeights"] = weights };
        var put = await call.InvokeAsync("lambda", operation, input).ConfigureAwait(false);
        if (!put.Ok(out var answer, out var error) && !(call.Resumed && error.Code == "ResourceConflictException"))
            return error;
        if (await LambdaProvisioned.PutAsync(call, existing, Scalars.Member(call.Properties, "Name")!).ConfigureAwait(false) is { } refused)
            return refused;
        if (put.Error is not null)
            answer = (
                await call.InvokeAsync("lambda", "GetAlias", call.Properties.Pick("FunctionName", "Name")).ConfigureAwait(false)
            ).Value;
        var arn = answer.Text("AliasArn");
        return new ResourceValues(arn, new Dictionary<string, string> { ["AliasArn"] = arn });
    }
}
