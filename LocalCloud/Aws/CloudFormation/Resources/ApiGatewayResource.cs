using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// What the types of API Gateway v2 have in common: its operations take the same properties in camel case, and ids are the service's.
/// </summary>
internal abstract class ApiGatewayResource(string name, params Property[] properties) : ResourceType(name, properties)
{
    protected static readonly Shape TagMap = Shape.Map(Shape.Text);

    // Maps whose keys are the user's.
    private static readonly string[] Maps = ["tags", "stageVariables", "requestParameters", "responseParameters"];

    public override IReadOnlyList<string> Attributes => [];

    protected abstract string CreateOperation { get; }

    protected abstract string UpdateOperation { get; }

    protected abstract string DeleteOperation { get; }

    /// <summary>The member that holds the id: what Ref answers.</summary>
    protected abstract string IdMember { get; }

    protected virtual JsonObject Input(ResourceCall call) => Camel(call.Properties);

    protected virtual IReadOnlyDictionary<string, string> AttributesOf(JsonElement answer) => new Dictionary<string, string>();

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) =>
        Values(await call.InvokeAsync("apigateway", CreateOperation, Input(call)).ConfigureAwait(false));

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var input = Input(call);
        input[IdMember] = existing.PhysicalId;
        input.Remove("tags");
        return Values(await call.InvokeAsync("apigateway", UpdateOperation, input).ConfigureAwait(false));
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var input = new JsonObject { [IdMember] = existing.PhysicalId };
        foreach (var parent in new[] { "ApiId", "DomainName" })
            if (existing.Properties[parent] is { } id)
                input[JsonNamingPolicy.CamelCase.ConvertName(parent)] = id.DeepClone();
        return Inputs.Deleted(await call.InvokeAsync("apigateway", DeleteOperation, input).ConfigureAwait(false), "NotFoundException");
    }

    protected Result<ResourceValues> Values(Result<JsonElement> result) =>
        result.Ok(out var answer, out var error) ? new ResourceValues(answer.Text(IdMember), AttributesOf(answer)) : error;

    protected static JsonObject Camel(JsonObject properties)
    {
        var input = new JsonObject();
        foreach (var (name, value) in properties)
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(name);
            input[member] = Maps.Contains(member) ? value?.DeepClone() : Camel(value);
        }
        return input;
    }

    private static JsonNode? Camel(JsonNode? value) =>
        value switch
        {
            JsonObject members => Camel(members),
            JsonArray items => new JsonArray([.. items.Select(Camel)]),
            _ => value?.DeepClone(),
        };
}
