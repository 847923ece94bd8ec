using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayApi()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::Api",
        new("ApiKeySelectionExpression", Shape.Text),
        new("BasePath", Shape.Text),
        new("Body", Shape.Json),
        new(
            "CorsConfiguration",
            Shape.Object(
                new("AllowCredentials", Shape.Boolean),
                new("AllowHeaders", Shape.List(Shape.Text)),
                new("AllowMethods", Shape.List(Shape.Text)),
                new("AllowOrigins", Shape.List(Shape.Text)),
                new("ExposeHeaders", Shape.List(Shape.Text)),
                new("MaxAge", Shape.Integer)
            )
        ),
        new("CredentialsArn", Shape.Text),
        new("Description", Shape.Text),
        new("DisableExecuteApiEndpoint", Shape.Boolean),
        new("DisableSchemaValidation", Shape.Boolean),
        new("FailOnWarnings", Shape.Boolean),
        new("IpAddressType", Shape.Text),
        new("Name", Shape.Text),
        new("ProtocolType", Shape.Text) { Replacement = true },
        new("RouteKey", Shape.Text),
        new("RouteSelectionExpression", Shape.Text),
        new("Tags", TagMap),
        new("Target", Shape.Text),
        new("Version", Shape.Text)
    )
{
    private static readonly string[] OfImport = ["Body", "BasePath", "FailOnWarnings"];

    public override IReadOnlyList<string> Attributes => ["ApiEndpoint", "ApiId"];

    protected override string CreateOperation => "CreateApi";

    protected override string UpdateOperation => "UpdateApi";

    protected override string DeleteOperation => "DeleteApi";

    protected override string IdMember => "apiId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(JsonElement answer) =>
        new Dictionary<string, string> { ["ApiEndpoint"] = answer.Text("apiEndpoint"), ["ApiId"] = answer.Text("apiId") };

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (call.Properties["Body"] is null)
            return await base.CreateAsync(call).ConfigureAwait(false);
        var imported = Values(await call.InvokeAsync("apigateway", "ImportApi", Import(call)).ConfigureAwait(false));
        return imported.Ok(out var values, out _) ? await RestAsync(call, values).ConfigureAwait(false) : imported;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (call.Properties["Body"] is null)
            return await base.UpdateAsync(call, existing).ConfigureAwait(false);
        var imported = Values(
            await call.InvokeAsync("apigateway", "ReimportApi", Import(call).With("apiId", existing.PhysicalId)).ConfigureAwait(false)
        );
        return imported.Ok(out var values, out _) ? await RestAsync(call, values).ConfigureAwait(false) : imported;
    }

    // What stands beside the definition in the template counts more than it.
    private async ValueTask<Result<ResourceValues>> RestAsync(ResourceCall call, ResourceValues made)
    {
        var input = Camel(call.Properties.DeepClone().AsObject());
        foreach (var name in OfImport.Append("Tags").Append("ProtocolType"))
            input.Remove(JsonNamingPolicy.CamelCase.ConvertName(name));
        if (call.Properties["Tags"] is { } tags)
        {
            var tagged = await call.InvokeAsync(
                    "apigateway",
                    "TagResource",
                    new() { ["resource-arn"] = $"arn:aws:apigateway:{call.Scope.Region}::/apis/{made.Ref}", ["tags"] = tags.DeepClone() }
                )
                .ConfigureAwait(false);
            if (!tagged.Ok(out _, out var error))
                return error;
        }
        return input.Count == 0
            ? made
            : Values(await call.InvokeAsync("apigateway", "UpdateApi", input.With("apiId", made.Ref)).ConfigureAwait(false));
    }

    private static JsonObject Import(ResourceCall call)
    {
        var input = new JsonObject { ["body"] = Inputs.Document(call.Properties["Body"]!) };
        if (call.Properties["BasePath"] is { } path)
            input["basepath"] = path.DeepClone();
        if (call.Properties["FailOnWarnings"] is { } fail)
            input["failOnWarnings"] = fail.DeepClone();
        return input;
    }
}
