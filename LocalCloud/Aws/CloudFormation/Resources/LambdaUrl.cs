using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaUrl()
    : ResourceType(
        "AWS::Lambda::Url",
        new("TargetFunctionArn", Shape.Text) { Required = true, Replacement = true },
        new("Qualifier", Shape.Text) { Replacement = true },
        new("AuthType", Shape.Text) { Required = true },
        new(
            "Cors",
            Shape.Object(
                new("AllowCredentials", Shape.Boolean),
                new("AllowHeaders", Shape.List(Shape.Text)),
                new("AllowMethods", Shape.List(Shape.Text)),
                new("AllowOrigins", Shape.List(Shape.Text)),
                new("ExposeHeaders", Shape.List(Shape.Text)),
                new("MaxAge", Shape.Integer)
            )
        ),
        new("InvokeMode", Shape.Text)
    )
{
    public override IReadOnlyList<string> Attributes => ["FunctionArn", "FunctionUrl"];

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var created = await call.InvokeAsync("lambda", "CreateFunctionUrlConfig", Input(call.Properties)).ConfigureAwait(false);
        if (created.Error is { Code: "ResourceConflictException" } && call.Resumed)
            created = await call.InvokeAsync("lambda", "GetFunctionUrlConfig", Named(call.Properties)).ConfigureAwait(false);
        return created.Ok(out var answer, out var error) ? Values(answer.Text("FunctionArn"), answer.Text("FunctionUrl")) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var input = Input(call.Properties);
        if (!input.ContainsKey("Cors"))
            input["Cors"] = new JsonObject();
        var updated = await call.InvokeAsync("lambda", "UpdateFunctionUrlConfig", input).ConfigureAwait(false);
        return updated.Ok(out var answer, out var error) ? Values(answer.Text("FunctionArn"), answer.Text("FunctionUrl")) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("lambda", "DeleteFunctionUrlConfig", Named(existing.Properties)).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static JsonObject Named(JsonObject properties)
    {
        var input = properties.Pick("Qualifier");
        input["FunctionName"] = Scalars.Member(properties, "TargetFunctionArn");
        return input;
    }

    private static JsonObject Input(JsonObject properties)
    {
        var input = properties.Pick("Qualifier", "AuthType", "Cors", "InvokeMode");
        input["FunctionName"] = Scalars.Member(properties, "TargetFunctionArn");
        return input;
    }

    private static ResourceValues Values(string arn, string url) =>
        new(arn, new Dictionary<string, string> { ["FunctionArn"] = arn, ["FunctionUrl"] = url });
}
